import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { StorageEstimate, StorageLeft, StorageWiped } from '../../session/contract';
import { EDITION } from '../../session/edition';
import { list, type OwnModel } from '../../session/models/own-models';
import { useSession, useSessionState } from '../../session/react';
import { type HeldAdapter, list as listAdapters } from '../../session/tuning/adapters';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useFormats } from '../../ui/format';
import { KeepInBrowser } from './KeepInBrowser';
import styles from './StorageDialog.module.css';

/** Where the work is kept, how much room there is, what of the page itself is kept, and a way to remove all of it. */
export function StorageDialog({ offline, onClose }: { readonly offline: ReactNode; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const { storage, unsavedSince, isReadOnly } = useSessionState();
  const { bytes, date } = useFormats();
  const [estimate, setEstimate] = useState<StorageEstimate | null>(null);
  const [isSure, setIsSure] = useState(false);
  const [wiped, setWiped] = useState<StorageWiped | null>(null);
  useEffect(() => void session.estimateStorage().then(setEstimate), [session]);

  if (wiped) return <Wiped {...wiped} />;
  const isMemory = storage === 'memory';
  // On purpose, not because the browser has no room or no storage.
  const isMeant = isMemory && EDITION === 'single';
  const memoryTip = EDITION === 'single' ? 'single.memoryTip' : 'storage.memoryTip';
  return (
    <Dialog
      title={t('storage.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        isSure ? (
          <Button look="danger" onClick={() => void session.wipeStorage().then(setWiped)}>
            {t('storage.wipeYes')}
          </Button>
        ) : (
          <Button disabled={isReadOnly} onClick={() => setIsSure(true)}>
            {t('storage.wipe')}
          </Button>
        )
      }
    >
      <div className={styles.body}>
        <p>{t(isMemory ? memoryTip : isReadOnly ? 'storage.readOnlyTip' : 'storage.savedTip')}</p>
        {isMemory && unsavedSince ? (
          <p className={styles.strong}>{t('storage.unsavedSince', { time: date(unsavedSince) })}</p>
        ) : null}
        {isMeant ? <KeepInBrowser /> : null}
        {!isMeant && estimate?.usage != null && estimate.quota != null ? (
          <p>{t('storage.room', { used: bytes(estimate.usage), quota: bytes(estimate.quota) })}</p>
        ) : null}
        {estimate && !isMemory ? (
          <p>
            {t(estimate.isPersisted ? 'storage.persisted' : 'storage.notPersisted')}{' '}
            {estimate.isPersisted ? null : (
              <Button
                look="quiet"
                onClick={() => void session.askToPersist().then((isPersisted) => setEstimate({ ...estimate, isPersisted }))}
              >
                {t('storage.persist')}
              </Button>
            )}
          </p>
        ) : null}
        <p>
          {isMeant ? null : t('storage.fileHint')}{' '}
          <Link href="/export" onClick={onClose}>
            {t('storage.toFile')}
          </Link>
        </p>
        <ModelsKept onLeave={onClose} />
        <section aria-labelledby="offline-title">
          <h3 id="offline-title" className={styles.heading}>
            {t('offline.title')}
          </h3>
          {offline}
          <p>
            <Link href="/capabilities" onClick={onClose}>
              {t('capabilities.title')}
            </Link>
          </p>
        </section>
        {isSure ? <p role="alert">{t('storage.wipeText')}</p> : null}
      </div>
    </Dialog>
  );
}

/** How much of the storage models and adapters take that somebody added; nothing where there are none. */
function ModelsKept({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const [models, setModels] = useState<readonly OwnModel[]>([]);
  const [adapters, setAdapters] = useState<readonly HeldAdapter[]>([]);
  useEffect(() => {
    void list().then(setModels);
    void listAdapters().then(setAdapters);
  }, []);
  const sizeOf = (all: readonly { readonly bytes: number }[]): string => bytes(all.reduce((sum, one) => sum + one.bytes, 0));
  if (models.length + adapters.length === 0) return null;
  return (
    <p>
      {models.length === 0 ? null : t('ownModels.stored', { size: sizeOf(models) })}{' '}
      {adapters.length === 0 ? null : t('adapters.stored', { size: sizeOf(adapters) })}{' '}
      <Link href="/models" onClick={onLeave}>
        {t('ownModels.title')}
      </Link>
    </p>
  );
}

function Wiped({ found, left }: StorageWiped) {
  const { t } = useTranslation();
  const rest = [...left.databases, ...left.caches, ...left.entries];
  const isClean = rest.length === 0 && left.workers === 0;
  const restart = () => {
    window.location.hash = '#/';
    window.location.reload();
  };
  return (
    <Dialog title={t(isClean ? 'storage.wiped' : 'storage.notWiped')} closeLabel={t('storage.restart')} onClose={restart}>
      <div className={styles.body}>
        <p>{t('storage.removedText')}</p>
        <Counts of={found} label={t('storage.removedText')} />
        <p>{t(isClean ? 'storage.wipedText' : 'storage.notWipedText')}</p>
        <Counts of={left} label={t(isClean ? 'storage.wiped' : 'storage.notWiped')} />
      </div>
    </Dialog>
  );
}

function Counts({ of, label }: { readonly of: StorageLeft; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <ul aria-label={label}>
      <li>{t('storage.left.databases', { count: of.databases.length })}</li>
      <li>{t('storage.left.caches', { count: of.caches.length })}</li>
      <li>{t('storage.left.entries', { count: of.entries.length })}</li>
      <li>{t('storage.left.workers', { count: of.workers })}</li>
    </ul>
  );
}

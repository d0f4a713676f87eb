import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { readRepositoryAddress } from '../../core/hub/repository-address';
import { HUBS } from '../../session/models/hub';
import { type Parcel, type UploadState, uploadDesk } from '../../session/sharing/upload';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { Field, Input, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import styles from './Sharing.module.css';
import type { Share } from './SharingSection';
import { UploadOffer } from './UploadOffer';

/** Sending what is shared to a hub: named first, shown whole, sent only after a tick and a button. */
export function UploadPanel({ share }: { readonly share: Share }) {
  const { t } = useTranslation();
  const desk = uploadDesk();
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const [hub, setHub] = useState(HUBS[0] ?? '');
  const host = hub === '' ? '' : new URL(hub).host;
  const isStale = isPending(state) && !isOf(state.parcel, share);
  useEffect(() => {
    if (isStale) desk.leave();
  }, [isStale, desk]);
  return (
    <section className={styles.upload} aria-labelledby="sharing-upload">
      <h3 id="sharing-upload">{t('sharing.upload.title')}</h3>
      <p>{t('sharing.upload.lead', { host })}</p>
      {state.status === 'idle' || state.status === 'preparing' ? (
        <UploadForm share={share} hub={hub} onHub={setHub} isBusy={state.status === 'preparing'} />
      ) : null}
      <div role="status">{state.status === 'preparing' ? <p>{t('sharing.upload.preparing')}</p> : null}</div>
      {state.status === 'ready' ? <UploadOffer parcel={state.parcel} /> : null}
      {state.status === 'sending' ? <Sending state={state} /> : null}
      {state.status === 'exists' ? <Exists state={state} /> : null}
      {state.status === 'sent' ? <Sent state={state} /> : null}
      {state.status === 'failed' ? <Failed state={state} /> : null}
    </section>
  );
}

/** Prepared, and not on its way: it has to be what is on the screen. */
const isPending = (state: UploadState): state is Of<'ready' | 'exists' | 'failed'> & { readonly parcel: Parcel } =>
  (state.status === 'ready' || state.status === 'exists' || state.status === 'failed') && state.parcel !== null;

const isOf = (parcel: Parcel, { adapter, wishes }: Share): boolean =>
  parcel.adapter === adapter.id && JSON.stringify(parcel.wishes) === JSON.stringify(wishes);

type Of<Status extends UploadState['status']> = Extract<UploadState, { readonly status: Status }>;

function UploadForm(props: {
  readonly share: Share;
  readonly hub: string;
  readonly onHub: (hub: string) => void;
  readonly isBusy: boolean;
}) {
  const { share, hub, isBusy } = props;
  const { t } = useTranslation();
  const desk = uploadDesk();
  const [repository, setRepository] = useState('');
  const [visibility, setVisibility] = useState<'private' | 'public'>('private');
  const [token, setToken] = useState(desk.token());
  const [isRefused, setIsRefused] = useState(false);
  const read = readRepositoryAddress(repository, [hub]);
  const { host } = new URL(hub);
  return (
    <form
      className={styles.upload}
      onSubmit={(event) => {
        event.preventDefault();
        const isNamed = 'address' in read && read.address.revision === null;
        setIsRefused(!isNamed);
        if (isNamed) void desk.prepare(share.adapter, share.wishes, read.address, visibility === 'private');
      }}
    >
      <div className={styles.fields}>
        {HUBS.length > 1 ? (
          <Field label={t('hub.hub')}>
            <Select value={hub} choices={HUBS.map((value) => ({ value, label: value }))} onChoose={props.onHub} />
          </Field>
        ) : null}
        <Field label={t('sharing.upload.repository')} hint={t('sharing.upload.repositoryHint')}>
          <Input
            dir="ltr"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            placeholder={`…/${share.wishes.name}`}
            value={repository}
            aria-invalid={isRefused}
            aria-describedby={isRefused ? 'sharing-bad-name' : undefined}
            onChange={(event) => {
              setRepository(event.target.value);
              setIsRefused(false);
            }}
          />
        </Field>
        <Field label={t('sharing.upload.visibility')}>
          <Select
            value={visibility}
            choices={(['private', 'public'] as const).map((value) => ({ value, label: t(`sharing.upload.${value}`) }))}
            onChoose={(value) => setVisibility(value === 'public' ? 'public' : 'private')}
          />
        </Field>
        <Field label={t('sharing.upload.token')} hint={t('sharing.upload.tokenHint', { host })}>
          <Input
            type="password"
            dir="ltr"
            autoComplete="off"
            value={token}
            onChange={(event) => {
              desk.setToken(event.target.value);
              setToken(event.target.value);
            }}
          />
        </Field>
      </div>
      {isRefused ? (
        <p id="sharing-bad-name" role="alert" className={styles.warn}>
          {t('sharing.upload.badName')}
        </p>
      ) : null}
      <div className={styles.actions}>
        <Button type="submit" disabled={isBusy || token.trim() === ''}>
          {t('sharing.upload.prepare')}
        </Button>
      </div>
    </form>
  );
}

function Sending({ state: { parcel, sent, isWaiting } }: { readonly state: Of<'sending'> }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const label = t('sharing.upload.sending', { repository: parcel.to.repository });
  return (
    <>
      <p role="status">{label}</p>
      <Progress done={sent?.bytes ?? 0} total={sent ? parcel.bytes : 0} label={label} />
      <p className={styles.muted}>
        {isWaiting
          ? t('sharing.upload.waiting', { host: new URL(parcel.to.hub).host })
          : t('sharing.upload.done', { done: bytes(sent?.bytes ?? 0), total: bytes(parcel.bytes) })}
      </p>
      <div>
        <Button onClick={uploadDesk().cancel}>{t('common.cancel')}</Button>
      </div>
    </>
  );
}

function Exists({ state: { parcel, isPrivate } }: { readonly state: Of<'exists'> }) {
  const { t } = useTranslation();
  const visibility = t(isPrivate ? 'sharing.upload.isPrivate' : 'sharing.upload.isPublic');
  return (
    <>
      <p role="alert" className={styles.warn}>
        {t('sharing.upload.exists', { repository: parcel.to.repository, visibility })}
      </p>
      <div className={styles.actions}>
        <Button onClick={() => void uploadDesk().addToExisting()}>{t('sharing.upload.add')}</Button>
        <Button look="quiet" onClick={uploadDesk().leave}>
          {t('sharing.upload.back')}
        </Button>
      </div>
    </>
  );
}

function Sent({ state: { page } }: { readonly state: Of<'sent'> }) {
  const { t } = useTranslation();
  return (
    <>
      <p role="status" className={styles.good}>
        {t('sharing.upload.sent', { address: page })}
      </p>
      <div>
        <Button look="quiet" onClick={uploadDesk().leave}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}

function Failed({ state: { parcel, sent, error } }: { readonly state: Of<'failed'> }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <>
      <div role="alert">
        <p>{t('sharing.upload.failed')}</p>
        {error.code === 'job/cancelled' ? null : <ErrorText error={error} />}
      </div>
      {sent && sent.files > 0 ? <p>{t('sharing.upload.half', { done: number(sent.files), count: sent.large })}</p> : null}
      <div className={styles.actions}>
        {parcel ? (
          <Button look="main" onClick={() => void uploadDesk().send()}>
            {t('sharing.upload.again')}
          </Button>
        ) : null}
        <Button look="quiet" onClick={uploadDesk().leave}>
          {t('sharing.upload.back')}
        </Button>
      </div>
    </>
  );
}

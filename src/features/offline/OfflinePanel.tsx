import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EMBEDDED_MODELS } from '../../core/model/models';
import type { OfflinePart, OfflineState } from '../../session/offline';
import { useOffline, useSession, useSessionState } from '../../session/react';
import { wouldLoseWork } from '../../session/unsaved';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { howKept, isWhole } from './how-kept';
import { InstallOffer } from './InstallOffer';
import styles from './OfflinePanel.module.css';
import { usePartName } from './use-part-name';

const SHELL = 'shell';
/** What a match with the settings that everybody starts with may need. */
const FIRST_CHOICE: ReadonlySet<string> = new Set(['rowlink-instant', 'rowlink-small', 'runtime']);

/** What of the page is kept for work without a network, what could be, and whether it is all there. */
export function OfflinePanel() {
  const { t } = useTranslation();
  const { offline: desk } = useSession();
  const state = useOffline();
  const isBusy = useSessionState(wouldLoseWork);
  if (state.status === 'impossible' && state.obstacle) return <p>{t(`offline.obstacles.${state.obstacle}`)}</p>;
  return (
    <div className={styles.panel}>
      <p>{t('offline.lead')}</p>
      {state.status === 'starting' ? <p role="status">{t('offline.starting')}</p> : null}
      {state.error ? <ErrorText error={state.error} /> : null}
      {state.status === 'failed' ? (
        <div>
          <Button onClick={() => void desk.start()}>{t('offline.again')}</Button>
        </div>
      ) : null}
      {state.status === 'here' ? <Parts state={state} /> : null}
      {state.update && !isBusy ? (
        <p>
          {t(`offline.update.${state.update}`)}{' '}
          <Button look="quiet" onClick={() => void desk.loadUpdate()}>
            {t('offline.update.load')}
          </Button>
        </p>
      ) : null}
      <InstallOffer />
    </div>
  );
}

function Parts({ state }: { readonly state: OfflineState }) {
  const { t } = useTranslation();
  const { offline: desk } = useSession();
  const { bytes } = useFormats();
  const nameOf = usePartName();
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { parts, work } = state;
  const isChosen = ({ id, isAsked }: OfflinePart): boolean =>
    id === SHELL || isAsked || (choices.get(id) ?? FIRST_CHOICE.has(id));
  const missing = parts.filter(isChosen).reduce((sum, part) => sum + part.bytes - part.keptBytes, 0);
  const hasParts = parts.some(({ id, keptBytes }) => id !== SHELL && keptBytes > 0);
  const keep = () => desk.keep(parts.filter((part) => part.id !== SHELL && isChosen(part)).map(({ id }) => id));

  return (
    <>
      <fieldset className={styles.parts} disabled={work !== null}>
        <legend>{t('offline.what')}</legend>
        {inOrder(parts).map((part) => (
          <label key={part.id} className={styles.part}>
            <input
              type="checkbox"
              checked={isChosen(part)}
              disabled={part.id === SHELL || part.isAsked}
              onChange={(event) => setChoices(new Map(choices).set(part.id, event.target.checked))}
            />
            <span>{nameOf(part.id)}</span>
            <span className={styles.size}>
              {isWhole(part)
                ? t('offline.kept', { size: bytes(part.bytes) })
                : part.keptBytes > 0
                  ? t('offline.partly', { done: bytes(part.keptBytes), size: bytes(part.bytes) })
                  : bytes(part.bytes)}
            </span>
          </label>
        ))}
      </fieldset>
      {work ? <Work work={work} /> : <Outcome state={state} />}
      <div className={styles.actions}>
        {work ? <Button onClick={desk.cancel}>{t('common.cancel')}</Button> : null}
        {!work && missing > 0 ? (
          <Button look="main" onClick={() => void keep()}>
            {t('offline.keep', { size: bytes(missing) })}
          </Button>
        ) : null}
        {work ? null : (
          <Button look={missing > 0 ? 'quiet' : 'plain'} onClick={() => void desk.check()}>
            {t('offline.check')}
          </Button>
        )}
        {!work && hasParts ? (
          <Button look="quiet" onClick={() => void desk.remove()}>
            {t('offline.remove')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** The program, models from the fastest on, runtimes. */
const inOrder = (parts: readonly OfflinePart[]): readonly OfflinePart[] => {
  const known = [SHELL, ...EMBEDDED_MODELS.map(({ id }) => id)];
  const place = ({ id }: OfflinePart): number => (known.includes(id) ? known.indexOf(id) : known.length);
  return [...parts].sort((one, other) => place(one) - place(other));
};

function Work({ work }: { readonly work: NonNullable<OfflineState['work']> }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  return (
    <div className={styles.work}>
      <Progress done={work.done} total={work.total} label={t(`offline.${work.kind}`)} />
      <p>
        {t(`offline.${work.kind}`)}{' '}
        {work.total > 0 ? t('offline.of', { done: bytes(work.done), total: bytes(work.total) }) : null}
      </p>
    </div>
  );
}

/** Says only what was looked at: that files are there is seen at once, that they are whole only after all were read. */
function Outcome({ state }: { readonly state: OfflineState }) {
  const { t } = useTranslation();
  const { broken, parts } = state;
  const kept = howKept(parts);
  if (broken && broken.length > 0) return <p role="alert">{t('offline.broken', { count: broken.length })}</p>;
  return (
    <p role="status" className={kept === 'ready' ? styles.ready : undefined}>
      {t(kept === 'ready' && broken ? 'offline.checked' : `offline.is.${kept}`)}
    </p>
  );
}

import { useTranslation } from 'react-i18next';
import { type HubState, hubDesk } from '../../../session/models/hub';
import { Button } from '../../../ui/Button';
import { ErrorText } from '../../../ui/ErrorText';
import { numberLocale, useFormats } from '../../../ui/format';
import { Progress } from '../../../ui/Progress';
import { UseModel } from '../own/UseModel';
import { HubOffer } from './HubOffer';
import styles from './HubSection.module.css';
import { useHub } from './use-hub';

/** What came of asking: the offer, the download, the model, or why there is none. */
export function HubOutcome({ onChoose }: { readonly onChoose: (repository: string) => void }) {
  const { t } = useTranslation();
  const state = useHub();
  return (
    <div className={styles.outcome}>
      <div role="status" className={styles.outcome}>
        {state.status === 'asking' ? (
          <p>{t('hub.asking', { host: new URL(state.from.hub).host, name: state.from.repository })}</p>
        ) : null}
        {state.status === 'added' ? <Added state={state} /> : null}
        {state.status === 'failed' ? <Failed state={state} onChoose={onChoose} /> : null}
      </div>
      {state.status === 'asking' ? <Button onClick={hubDesk().cancel}>{t('common.cancel')}</Button> : null}
      {state.status === 'offered' ? <HubOffer key={state.offer.info.commit} offer={state.offer} kept={state.kept} /> : null}
      {state.status === 'fetching' ? <Fetching state={state} /> : null}
      {state.status === 'adding' ? <AddingModel state={state} /> : null}
    </div>
  );
}

type Of<Status extends HubState['status']> = Extract<HubState, { readonly status: Status }>;

function Fetching({ state }: { readonly state: Of<'fetching'> }) {
  const { t, i18n } = useTranslation();
  const { bytes } = useFormats();
  const { offer, progress } = state;
  const { bytesPerSecond, secondsLeft, waitMs } = progress;
  const label = t('hub.fetching', { name: offer.from.repository });
  const parts = [
    t('hub.done', { done: bytes(progress.done), total: bytes(offer.bytes) }),
    ...(bytesPerSecond === null || waitMs !== null ? [] : [t('hub.speed', { speed: bytes(bytesPerSecond) })]),
    ...(secondsLeft === null || waitMs !== null ? [] : [t('hub.left', { time: durationText(secondsLeft, i18n.language) })]),
  ];
  return (
    <div className={styles.work}>
      <p role="status">{label}</p>
      <Progress done={progress.done} total={offer.bytes} label={label} />
      <p className={styles.figures}>{parts.join(' · ')}</p>
      {waitMs === null ? (
        <p className={styles.muted}>
          <code dir="ltr">{progress.file}</code>
        </p>
      ) : (
        <p>{t('hub.waiting', { host: offer.host, time: durationText(waitMs / 1000, i18n.language) })}</p>
      )}
      <Button onClick={hubDesk().cancel}>{t('common.cancel')}</Button>
    </div>
  );
}

function AddingModel({ state }: { readonly state: Of<'adding'> }) {
  const { t } = useTranslation();
  const label = t('hub.adding', { name: state.offer.from.repository });
  return (
    <div className={styles.work}>
      <p role="status">{label}</p>
      <Progress done={state.done} total={state.total} label={label} />
      <Button onClick={hubDesk().cancel}>{t('common.cancel')}</Button>
    </div>
  );
}

function Added({ state }: { readonly state: Of<'added'> }) {
  const { t, i18n } = useTranslation();
  const { model, notKept } = state.added;
  const hosts = new Intl.ListFormat(numberLocale(i18n.language), { type: 'conjunction' }).format(state.hosts);
  return (
    <>
      <p className={styles.good}>{t('hub.added', { model: model.id })}</p>
      {state.hosts.length > 0 ? <p>{t('hub.asked', { hosts })}</p> : null}
      {notKept ? <p>{t('hub.memory')}</p> : null}
      {notKept && notKept.code !== 'storage/unavailable' ? <ErrorText error={notKept} /> : null}
      <div className={styles.actions}>
        <UseModel id={model.id} />
        <Button look="quiet" onClick={hubDesk().leave}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}

function Failed({ state, onChoose }: { readonly state: Of<'failed'>; readonly onChoose: (repository: string) => void }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { error, offer, from, kept, conversions } = state;
  const again = () => (offer ? hubDesk().fetch() : hubDesk().askAgain());
  return (
    <div className={styles.failed}>
      <p>{t('hub.failed', { name: from.repository })}</p>
      <ErrorText error={error} />
      {kept > 0 ? <p>{t('hub.kept', { size: bytes(kept) })}</p> : null}
      {conversions.length > 0 ? (
        <>
          <p>{t('hub.conversions')}</p>
          <ul className={styles.choices}>
            {conversions.map((repository) => (
              <li key={repository}>
                <Button onClick={() => onChoose(repository)}>
                  <code dir="ltr">{repository}</code>
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <div className={styles.actions}>
        <Button look={conversions.length > 0 ? 'plain' : 'main'} onClick={() => void again()}>
          {t('hub.again')}
        </Button>
        <Button look="quiet" onClick={hubDesk().leave}>
          {t('hub.offer.instead')}
        </Button>
      </div>
    </div>
  );
}

/** In seconds up to one and a half minutes, then in minutes. */
function durationText(seconds: number, language: string): string {
  const [value, unit] = seconds < 90 ? [Math.max(1, Math.round(seconds)), 'second'] : [Math.round(seconds / 60), 'minute'];
  return new Intl.NumberFormat(numberLocale(language), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

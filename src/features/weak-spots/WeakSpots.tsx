import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../../core/model/settings';
import type { Dataset, Side } from '../../core/model/types';
import { useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { Field, Select } from '../../ui/Field';
import { Progress } from '../../ui/Progress';
import { useWeakSpots } from './use-weak-spots';
import { WeakSpotReportView } from './WeakSpotReportView';
import styles from './WeakSpots.module.css';

/** Which kinds of noise the settings in force handle worst, found out on variants of the open tables' own rows. */
export function WeakSpots() {
  const { t } = useTranslation();
  const project = useSessionState((state) => state.project);
  const sides = useSessionState((state) => state.sides);
  const [chosen, setChosen] = useState<Side | null>(null);
  const settings = project?.settings ?? DEFAULT_MATCH_SETTINGS;
  const isWithin = settings.task === 'deduplicate';
  const names = (isWithin ? (['left'] as const) : (['right', 'left'] as const)).flatMap((side) => {
    const own = sides[side];
    return own.status === 'ready' ? [{ side, dataset: own.dataset }] : [];
  });
  const picked = names.find(({ side }) => side === chosen) ?? names[0];
  if (!picked) return <Missing text={t('weakSpots.noTables')} to="/" label={t('app.toFiles')} />;
  if (settings.on[picked.side].length === 0) {
    return <Missing text={t('weakSpots.noColumns')} to="/set-up" label={t('setUp.title')} />;
  }
  return (
    <div className={styles.section}>
      <p className={styles.lead}>{t('weakSpots.lead')}</p>
      <Search
        key={`${picked.side} ${picked.dataset.fingerprint}`}
        table={picked.dataset}
        side={picked.side}
        settings={settings}
        choice={
          names.length < 2 ? null : (
            <Field label={t('weakSpots.table')}>
              <Select
                value={picked.side}
                choices={names.map(({ side, dataset }) => ({ value: side, label: dataset.source.fileName }))}
                onChoose={(side) => setChosen(side as Side)}
              />
            </Field>
          )
        }
      />
    </div>
  );
}

function Missing({ text, to, label }: { readonly text: string; readonly to: string; readonly label: string }) {
  return (
    <p>
      {text} <Link href={to}>{label}</Link>
    </p>
  );
}

function Search(props: {
  readonly table: Dataset;
  readonly side: Side;
  readonly settings: MatchSettings;
  readonly choice: React.ReactNode;
}) {
  const { table, side, settings, choice } = props;
  const { t } = useTranslation();
  const { state, start, cancel } = useWeakSpots(table, settings, side);
  const { found, isStale, work, error } = state;
  const phase = work ? t(`weakSpots.phases.${work.phase}`) : '';
  return (
    <>
      <div className={styles.start}>
        {choice}
        {work ? (
          <Button onClick={cancel}>{t('common.cancel')}</Button>
        ) : (
          <Button look={found && !isStale ? 'plain' : 'main'} onClick={() => void start()}>
            {t(found ? 'weakSpots.again' : 'weakSpots.start')}
          </Button>
        )}
        {found || work ? null : <span className={styles.muted}>{t('weakSpots.takes')}</span>}
      </div>
      {work ? (
        <div className={styles.work}>
          <strong role="status">{phase}</strong>
          <Progress done={work.share} total={1} label={phase} />
        </div>
      ) : null}
      {error ? (
        <div role="alert">
          <ErrorText error={error} />
        </div>
      ) : null}
      {found && isStale ? <p className={styles.warn}>{t('weakSpots.stale')}</p> : null}
      {found ? <WeakSpotReportView found={found} rowCount={table.rowCount} /> : null}
    </>
  );
}

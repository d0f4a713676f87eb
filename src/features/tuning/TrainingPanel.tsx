import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/react';
import type { TuningRun } from '../../session/tuning/tuning';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { LearningCurve } from './LearningCurve';
import styles from './Tuning.module.css';

/** A training on its way. */
export function TrainingPanel({ run }: { readonly run: TuningRun }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const phase = run.ending ? t(`tuning.endings.${run.ending}`) : t(`tuning.phases.${run.phase}`);
  const round = run.curve.at(-1)?.epoch ?? 0;
  const figures = [
    ...(run.phase === 'training' ? [t('tuning.round', { round: number(round) })] : []),
    ...(run.phase === 'vectors' && run.total > 0
      ? [t('matching.done', { done: number(run.done), total: number(run.total) })]
      : []),
  ];
  return (
    <div className={styles.card}>
      <div className={styles.line}>
        <strong role="status">{phase}</strong>
        <span className={styles.figures}>{figures.join(' · ')}</span>
        {run.phase === 'training' && round > 0 ? (
          <Button disabled={run.ending !== null} onClick={() => session.tuning.endEarly()}>
            {t('tuning.endEarly')}
          </Button>
        ) : null}
        <Button disabled={run.ending === 'cancelled'} onClick={() => session.tuning.cancel()}>
          {t('common.cancel')}
        </Button>
      </div>
      <Progress done={run.done} total={run.total} label={phase} />
      {run.counts ? <p className={styles.muted}>{t('tuning.learnsFrom', shownCounts(run.counts, number))}</p> : null}
      <p className={styles.muted}>{t('tuning.goesOn')}</p>
      {run.curve.length > 1 ? (
        <LearningCurve curve={run.curve} epochs={run.done > 0 ? Math.round(round / run.done) : round} />
      ) : null}
    </div>
  );
}

export const shownCounts = (
  { matches, others, entities }: { readonly matches: number; readonly others: number; readonly entities: number },
  number: (value: number) => string,
) => ({ matches: number(matches), others: number(others), entities: number(entities) });

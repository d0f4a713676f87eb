import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../session/react';
import type { TuningOutcome } from '../../session/tuning/tuning';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { usePercent } from '../../ui/percent';
import { LearningCurve } from './LearningCurve';
import { MatchAgain } from './MatchAgain';
import { shownCounts } from './TrainingPanel';
import styles from './Tuning.module.css';
import { UseAdapter } from './UseAdapter';
import { WeightsOffer } from './WeightsOffer';

const rank = (value: number): string => value.toFixed(3);

/** What a training came to: figures before and after on rows that it did not see, and what can be done with it. */
export function Result({ outcome }: { readonly outcome: TuningOutcome }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const percent = usePercent();
  const session = useSession();
  const isHere = useSessionState((state) => state.project?.id === outcome.project);
  const { adapter, summary, counts, columnWeights, sampled, notKept } = outcome;
  const isBetter = adapter !== null;
  const { before, after } = summary;
  const figures = {
    rows: number(before.queries),
    before: percent(before.recallAt1.value),
    after: percent(after.recallAt1.value),
    rankBefore: rank(before.meanReciprocalRank.value),
    rankAfter: rank(after.meanReciprocalRank.value),
  };
  const verdict = !isBetter ? 'noBetter' : after.recallAt1.value > before.recallAt1.value ? 'better' : 'betterRank';
  return (
    <div className={styles.card}>
      <p className={isBetter ? `${styles.verdict} ${styles.good}` : styles.verdict}>
        {outcome.check && !isBetter ? t('tuning.variants.harms') : t(`tuning.result.${verdict}`, figures)}
      </p>
      {outcome.isOfVariants ? <VariantsCheck outcome={outcome} /> : null}
      <p>
        {t('tuning.result.ranges', {
          lowBefore: percent(before.recallAt1.low),
          highBefore: percent(before.recallAt1.high),
          lowAfter: percent(after.recallAt1.low),
          highAfter: percent(after.recallAt1.high),
        })}{' '}
        {isBetter && after.recallAt1.low <= before.recallAt1.high ? t('tuning.result.overlap') : null}
      </p>
      {outcome.isOfVariants ? null : (
        <p className={styles.muted}>
          {t('tuning.learnsFrom', shownCounts({ ...summary.counts, entities: counts.entities }, number))}
        </p>
      )}
      {sampled ? <p>{t('tuning.result.sampled', { rows: number(sampled.rows), all: number(sampled.all) })}</p> : null}
      {isBetter ? null : <p>{t('tuning.result.whatNow')}</p>}
      {notKept ? <p>{t('ownModels.memory')}</p> : null}
      {notKept && notKept.code !== 'storage/unavailable' ? <ErrorText error={notKept} /> : null}
      <LearningCurve curve={summary.curve} epochs={summary.epochs} summary={summary} />
      {adapter && isHere ? <UseAdapter adapter={adapter} /> : null}
      {columnWeights && isHere ? <WeightsOffer learned={columnWeights} /> : null}
      {isHere ? <MatchAgain /> : null}
      {isBetter && !isHere ? <p>{t('tuning.result.elsewhere')}</p> : null}
      <div>
        <Button look="quiet" onClick={() => session.tuning.dismiss()}>
          {t('common.close')}
        </Button>
      </div>
    </div>
  );
}

/** What was learned from made-up variants, held against what a person decided. */
function VariantsCheck({ outcome: { check, adapter } }: { readonly outcome: TuningOutcome }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (check) {
    const { rows, before, after } = check;
    return <p>{t('tuning.variants.checked', { rows: number(rows), before: number(before), after: number(after) })}</p>;
  }
  return adapter ? <p className={styles.warn}>{t('tuning.variants.unchecked')}</p> : null;
}

import { useTranslation } from 'react-i18next';
import type { CurvePoint, TrainingSummary } from '../../core/tuning/adapter';
import { useFormats } from '../../ui/format';
import { usePercent } from '../../ui/percent';
import { EpochChart } from './EpochChart';
import styles from './Tuning.module.css';

/** How often the right partner comes first among rows held out, and the loss of the pairs learned from, round by round. */
export function LearningCurve(props: {
  readonly curve: readonly CurvePoint[];
  readonly epochs: number;
  /** Once the training has ended. */
  readonly summary?: TrainingSummary;
}) {
  const { curve, epochs, summary } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const percent = usePercent();
  const first = curve[0];
  const last = curve.at(-1);
  if (!first || !last) return null;
  const losses = curve.flatMap(({ epoch, loss }) => (loss === null ? [] : [{ epoch, value: loss }]));
  const shown = summary
    ? { before: summary.before.recallAt1, after: summary.after.recallAt1, kept: summary.keptEpoch }
    : { before: null, after: null, kept: null };
  return (
    <div className={styles.charts}>
      <EpochChart
        title={t('tuning.curve.recall')}
        summary={t('tuning.curve.recallSummary', {
          first: percent(first.recallAt1),
          last: percent(last.recallAt1),
          round: number(last.epoch),
        })}
        yLabel={t('tuning.curve.share')}
        fileName="rowlink-tuning-recall"
        points={curve.map(({ epoch, recallAt1 }) => ({ epoch, value: recallAt1 }))}
        epochs={epochs}
        ranges={[
          ...(shown.before ? [{ epoch: 0, ...shown.before }] : []),
          ...(shown.after && shown.kept ? [{ epoch: shown.kept, ...shown.after }] : []),
        ]}
        level={{ value: first.recallAt1, name: t('tuning.curve.before') }}
        kept={shown.kept === null ? null : { epoch: shown.kept, name: t('tuning.curve.kept', { round: number(shown.kept) }) }}
        format={percent}
      />
      <EpochChart
        title={t('tuning.curve.loss')}
        summary={t('tuning.curve.lossSummary')}
        yLabel={t('tuning.curve.error')}
        fileName="rowlink-tuning-loss"
        points={losses}
        epochs={epochs}
        isFromZero
        format={(value) => String(Number(value.toPrecision(3)))}
      />
    </div>
  );
}

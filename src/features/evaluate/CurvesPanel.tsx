import { useTranslation } from 'react-i18next';
import type { LinkageFigures } from '../../core/evaluation/evaluate-linkage';
import { useFormats } from '../../ui/format';
import { LineChart } from '../../ui/LineChart';
import { percent } from '../../ui/percent';
import { BestThreshold } from './BestThreshold';
import styles from './CurvesPanel.module.css';

interface CurvesPanelProps {
  readonly figures: LinkageFigures;
  /** In force now. */
  readonly threshold: number;
  readonly isReadOnly: boolean;
  readonly onThreshold: (threshold: number) => void;
}

/** How accuracy changes with the threshold, and the best threshold to take over. */
export function CurvesPanel({ figures, threshold, isReadOnly, onThreshold }: CurvesPanelProps) {
  const { t, i18n } = useTranslation();
  const { score } = useFormats();
  const { curve, best, averagePrecision } = figures;
  if (!best) return null;
  const share = (value: number): string => percent(value, i18n.language);
  const summary = t('evaluate.precisionSummary', { value: share(averagePrecision) });
  return (
    <BestThreshold curve={curve} best={best} threshold={threshold} isReadOnly={isReadOnly} onThreshold={onThreshold}>
      <LineChart
        title={t('evaluate.precisionChart')}
        summary={summary}
        xLabel={t('evaluate.figures.recall.short')}
        yLabel={t('evaluate.figures.precision.short')}
        format={score}
        fileName="rowlink-precision-recall"
        series={[{ name: t('evaluate.figures.precision.short'), x: curve.recall, y: curve.precision }]}
        point={{ x: best.recall, y: best.precision }}
      />
      <p className={styles.muted}>{summary}</p>
    </BestThreshold>
  );
}

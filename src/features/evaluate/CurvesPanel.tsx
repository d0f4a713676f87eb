import { useTranslation } from 'react-i18next';
import type { LinkageFigures } from '../../core/evaluation/evaluate-linkage';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { LineChart } from '../../ui/LineChart';
import styles from './CurvesPanel.module.css';
import { percent } from './percent';

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
  const about = t('evaluate.best.text', { threshold: score(best.threshold), f1: share(best.f1) });
  const isInForce = Math.abs(best.threshold - threshold) < 1e-6;
  return (
    <section className={styles.section} aria-labelledby="evaluate-curves">
      <h2 id="evaluate-curves">{t('evaluate.curves')}</h2>
      <div className={styles.best}>
        <div>
          <p className={styles.strong}>{about}</p>
          <p className={styles.muted}>
            {t('evaluate.best.more', {
              precision: share(best.precision),
              recall: share(best.recall),
              threshold: score(threshold),
            })}
          </p>
          <p className={styles.muted}>{t('evaluate.best.caution')}</p>
        </div>
        <Button look="main" disabled={isReadOnly || isInForce} onClick={() => onThreshold(best.threshold)}>
          {isInForce ? t('evaluate.best.inForce') : t('evaluate.best.use')}
        </Button>
      </div>
      <div className={styles.charts}>
        <LineChart
          title={t('evaluate.thresholdChart')}
          summary={about}
          xLabel={t('evaluate.threshold')}
          yLabel={t('evaluate.share')}
          format={score}
          series={[
            { name: t('evaluate.figures.f1.short'), x: curve.threshold, y: curve.f1 },
            { name: t('evaluate.figures.precision.short'), x: curve.threshold, y: curve.precision },
            { name: t('evaluate.figures.recall.short'), x: curve.threshold, y: curve.recall },
          ]}
          marks={[{ x: threshold, name: t('evaluate.inForce') }]}
          point={{ x: best.threshold, y: best.f1 }}
        />
        <LineChart
          title={t('evaluate.precisionChart')}
          summary={t('evaluate.precisionSummary', { value: share(averagePrecision) })}
          xLabel={t('evaluate.figures.recall.short')}
          yLabel={t('evaluate.figures.precision.short')}
          format={score}
          series={[{ name: t('evaluate.figures.precision.short'), x: curve.recall, y: curve.precision }]}
          point={{ x: best.recall, y: best.precision }}
        />
      </div>
      <p className={styles.muted}>{t('evaluate.precisionSummary', { value: share(averagePrecision) })}</p>
    </section>
  );
}

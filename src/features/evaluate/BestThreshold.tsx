import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccuracyCurve, CurvePoint } from '../../core/evaluation/curve';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { LineChart } from '../../ui/LineChart';
import { percent } from '../../ui/percent';
import styles from './CurvesPanel.module.css';

interface BestThresholdProps {
  readonly curve: AccuracyCurve;
  readonly best: CurvePoint;
  /** In force now. */
  readonly threshold: number;
  readonly isReadOnly: boolean;
  readonly onThreshold: (threshold: number) => void;
  /** More charts beside the first one. */
  readonly children?: ReactNode;
}

/** How accuracy changes with the threshold, and the best one to take over. */
export function BestThreshold({ curve, best, threshold, isReadOnly, onThreshold, children }: BestThresholdProps) {
  const { t, i18n } = useTranslation();
  const { score } = useFormats();
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
          fileName="rowlink-accuracy-by-threshold"
          series={(['f1', 'precision', 'recall'] as const).map((name) => ({
            name: t(`evaluate.figures.${name}.short`),
            x: curve.threshold,
            y: curve[name],
          }))}
          marks={[{ x: threshold, name: t('evaluate.inForce') }]}
          point={{ x: best.threshold, y: best.f1 }}
        />
        {children}
      </div>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import type { ClusterAccuracy } from '../../core/evaluation/cluster-metrics';
import { useFormats } from '../../ui/format';
import { percent } from '../../ui/percent';
import styles from './FiguresTable.module.css';

/** Accuracy over pairs of rows, with intervals, and over rows. */
export function ClusterFigures({ accuracy }: { readonly accuracy: ClusterAccuracy }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const share = (value: number): string => percent(value, i18n.language);
  const { pairs, bCubed, records } = accuracy;
  const counts: readonly (readonly [string, string])[] = [
    [t('evaluate.clusters.counts.records'), number(records)],
    [t('evaluate.clusters.counts.right'), number(pairs.both)],
    [t('evaluate.clusters.counts.wrong'), number(pairs.found - pairs.both)],
    [t('evaluate.clusters.counts.missed'), number(pairs.truth - pairs.both)],
    [t('evaluate.clusters.counts.purity'), share(bCubed.precision)],
    [t('evaluate.clusters.counts.completeness'), share(bCubed.recall)],
  ];
  return (
    <section aria-labelledby="evaluate-figures" className={styles.section}>
      <h2 id="evaluate-figures">{t('evaluate.result')}</h2>
      <dl className={styles.cards}>
        {(['precision', 'recall', 'f1'] as const).map((name) => (
          <div key={name} className={styles.card}>
            <dt>{t(`evaluate.figures.${name}.name`)}</dt>
            <dd>
              <span className={styles.value}>{share(accuracy[name].value)}</span>
              <span className={styles.muted}>
                {t('evaluate.confidence', { low: share(accuracy[name].low), high: share(accuracy[name].high) })}
              </span>
              <span className={styles.text}>{t(`evaluate.clusters.figures.${name}`)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <dl className={styles.counts}>
        {counts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

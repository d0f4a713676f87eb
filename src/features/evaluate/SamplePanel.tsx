import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ThresholdEstimate } from '../../core/evaluation/sample/estimate-from-sample';
import { LEAST_ANSWERS, shownEstimates } from '../../core/evaluation/sample/shown-thresholds';
import type { ReviewState } from '../../session/contract';
import { useSession } from '../../session/react';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { LineChart } from '../../ui/LineChart';
import { Progress } from '../../ui/Progress';
import { percent } from '../../ui/percent';
import { EstimateCards } from './EstimateCards';
import styles from './SamplePanel.module.css';
import type { SampleView } from './use-sample';

interface SamplePanelProps {
  readonly review: ReviewState;
  readonly sample: SampleView;
  readonly isReadOnly: boolean;
}

/** Accuracy from a person's own answers about a few records, for those who have no list of true pairs. */
export function SamplePanel({ review, sample, isReadOnly }: SamplePanelProps) {
  const { t, i18n } = useTranslation();
  const { number, score } = useFormats();
  const session = useSession();
  const { threshold } = review;
  const { size, answered, unsure, estimate, error } = sample;
  const share = (value: number): string => percent(value, i18n.language);
  // Nothing can be said of links where there are none.
  const told = estimate?.thresholds.filter(({ links }) => links > 0) ?? [];
  const now = estimate?.thresholds.find((one) => one.threshold === threshold);
  const progress = t('evaluate.sample.progress', { answered: number(answered), size: number(size) });
  const counted = (value: number): string => number(Math.round(value));

  return (
    <section className={styles.section} aria-labelledby="evaluate-sample">
      <h2 id="evaluate-sample">{t('evaluate.sample.title')}</h2>
      <p className={styles.muted}>{t('evaluate.sample.lead', { count: size, formatted: number(size) })}</p>
      {size === 0 ? null : (
        <div className={styles.progress}>
          <Progress done={answered} total={size} label={progress} />
          <p>
            <strong>{progress}</strong>{' '}
            {unsure > 0 ? <span className={styles.muted}>{t('evaluate.sample.unsure', { count: unsure })}</span> : null}
          </p>
          <Link href="/review?status=sample" className={styles.go}>
            {t(answered === 0 ? 'evaluate.sample.start' : answered < size ? 'evaluate.sample.goOn' : 'evaluate.sample.look')}
          </Link>
        </div>
      )}
      {error ? <ErrorText error={error} /> : null}
      {answered > 0 && answered < Math.min(LEAST_ANSWERS, size) ? (
        <p className={styles.muted}>{t('evaluate.sample.more', { count: LEAST_ANSWERS })}</p>
      ) : null}
      {estimate && now ? (
        <>
          <EstimateCards
            cards={[
              ...(['precision', 'recall'] as const).map((name) => ({
                name: t(`evaluate.figures.${name}.name`),
                text: t(`evaluate.sample.${name}`, { threshold: score(threshold) }),
                value: share(now[name].value),
                interval: t('evaluate.confidence', { low: share(now[name].low), high: share(now[name].high) }),
              })),
              {
                name: t('evaluate.sample.unseen'),
                text: t('evaluate.sample.unseenText'),
                value: counted(estimate.unseen.value),
                interval: t('evaluate.confidence', {
                  low: counted(estimate.unseen.low),
                  high: counted(estimate.unseen.high),
                }),
              },
            ]}
          />
          <div className={styles.details}>
            <LineChart
              title={t('evaluate.thresholdChart')}
              summary={t('evaluate.sample.chartSummary')}
              xLabel={t('evaluate.threshold')}
              yLabel={t('evaluate.share')}
              format={score}
              fileName="rowlink-estimated-accuracy"
              series={(['precision', 'recall'] as const).map((name) => ({
                name: t(`evaluate.figures.${name}.short`),
                x: told.map((one) => one.threshold),
                y: told.map((one) => one[name].value),
                low: told.map((one) => one[name].low),
                high: told.map((one) => one[name].high),
              }))}
              marks={[{ x: threshold, name: t('evaluate.inForce') }]}
            />
            <ThresholdTable
              rows={shownEstimates(estimate.thresholds, threshold)}
              threshold={threshold}
              isReadOnly={isReadOnly}
              onUse={(chosen) => void session.setThreshold(chosen)}
            />
          </div>
          <p className={styles.muted}>{t('evaluate.sample.caution')}</p>
        </>
      ) : null}
    </section>
  );
}

function ThresholdTable(props: {
  readonly rows: readonly ThresholdEstimate[];
  readonly threshold: number;
  readonly isReadOnly: boolean;
  readonly onUse: (threshold: number) => void;
}) {
  const { t, i18n } = useTranslation();
  const { number, score } = useFormats();
  const range = ({ low, high }: ThresholdEstimate['precision']): string =>
    t('evaluate.interval', { low: percent(low, i18n.language), high: percent(high, i18n.language) });
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className={styles.caption}>{t('evaluate.sample.table')}</caption>
        <thead>
          <tr>
            {(['threshold', 'links', 'precision', 'recall', 'use'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`evaluate.sample.heads.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.threshold} aria-current={row.threshold === props.threshold ? 'true' : undefined}>
              <th scope="row">{score(row.threshold)}</th>
              <td>{number(row.links)}</td>
              <td>{range(row.precision)}</td>
              <td>{range(row.recall)}</td>
              <td>
                {row.threshold === props.threshold ? (
                  t('evaluate.best.inForce')
                ) : (
                  <Button
                    look="quiet"
                    disabled={props.isReadOnly}
                    aria-label={t('evaluate.sample.useNamed', { threshold: score(row.threshold) })}
                    onClick={() => props.onUse(row.threshold)}
                  >
                    {t('evaluate.sample.use')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

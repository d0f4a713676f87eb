import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { adviseStop } from '../../core/evaluation/sample/advise-stop';
import type { SampleEstimate } from '../../core/evaluation/sample/estimate-from-sample';
import type { Dataset, Sides } from '../../core/model/types';
import type { ReviewState } from '../../session/contract';
import { Button } from '../../ui/Button';
import type { Filling } from '../../ui/Fillings';
import { useFormats } from '../../ui/format';
import { HelpMark } from '../../ui/HelpMark';
import { HISTOGRAM_SCALE, Histogram } from '../../ui/Histogram';
import { percent } from '../../ui/percent';
import { LineExamples } from './LineExamples';
import styles from './ThresholdPanel.module.css';
import { type LineView, STANDINGS, type Standing, useLine } from './use-line';

interface ThresholdPanelProps {
  readonly review: ReviewState;
  readonly tables: Sides<Dataset>;
  /** What the sample tells at every hundredth; null before enough is answered. */
  readonly estimate: SampleEstimate | null;
  readonly isReadOnly: boolean;
  readonly onThreshold: (threshold: number) => void;
}

const FILLINGS: Readonly<Record<Standing, Filling>> = {
  accepted: 'solid',
  refused: 'hatched',
  unsure: 'dotted',
  reaching: 'pale',
  short: 'empty',
};

/** Where the line between link and no link lies, what it means, and the pairs right at it. */
export function ThresholdPanel({ review, tables, estimate, isReadOnly, onThreshold }: ThresholdPanelProps) {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const { threshold } = review;
  const [line, setLine] = useState(threshold);
  useEffect(() => setLine(threshold), [threshold]);
  const view = useLine(review, line);
  const reach = t('threshold.reach', {
    count: view.reaching,
    formatted: number(view.reaching),
    total: number(view.total),
    line: score(line),
  });
  if (view.total === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="threshold">
      <div className={styles.head}>
        <h2 id="threshold">{t('threshold.title')}</h2>
        <HelpMark topic="threshold" />
      </div>
      <p className={styles.muted}>{t('threshold.lead')}</p>
      <div className={styles.panel}>
        <div className={styles.chart}>
          <Histogram
            title={t('threshold.chart')}
            summary={t('threshold.chartSummary', { total: number(view.total), reach })}
            fileName="rowlink-score-histogram"
            xLabel={t('threshold.bestScore')}
            yLabel={t('threshold.rows')}
            binLabel={t('threshold.score')}
            parts={STANDINGS.filter((standing) => view.histogram.bins.some((bin) => bin[standing] > 0)).map((standing) => ({
              name: t(`threshold.standings.${standing}`),
              filling: FILLINGS[standing],
              counts: view.histogram.bins.map((bin) => bin[standing]),
            }))}
            marks={[
              { x: line, name: t('threshold.line'), isStrong: true },
              ...(line === threshold ? [] : [{ x: threshold, name: t('threshold.inForce', { threshold: score(threshold) }) }]),
            ]}
            format={{ x: score, y: number }}
            below={
              <input
                type="range"
                className={styles.slider}
                min={0}
                max={1}
                step={0.01}
                value={line}
                aria-label={t('threshold.slider')}
                aria-valuetext={reach}
                style={SLIDER_PLACE}
                onChange={(event) => setLine(Number(event.target.value))}
              />
            }
          />
        </div>
        <div className={styles.facts}>
          <p className={styles.reach}>{reach}</p>
          <LineCounts view={view} />
          {estimate ? (
            <LineEstimate estimate={estimate} line={line} view={view} />
          ) : (
            <p className={styles.muted}>{t('threshold.noSample')}</p>
          )}
          <div className={styles.actions}>
            <Button look="main" disabled={isReadOnly || line === threshold} onClick={() => onThreshold(line)}>
              {line === threshold ? t('evaluate.best.inForce') : t('threshold.use', { threshold: score(line) })}
            </Button>
            {line === threshold ? null : (
              <Button look="quiet" onClick={() => setLine(threshold)}>
                {t('threshold.back', { threshold: score(threshold) })}
              </Button>
            )}
          </div>
        </div>
      </div>
      <LineExamples view={view} tables={tables} review={review} />
    </section>
  );
}

/** The ends of the slider's way lie under the ends of the scale: its thumb is 16 px wide. */
const SLIDER_PLACE = {
  marginInlineStart: `calc(${HISTOGRAM_SCALE.from * 100}% - 8px)`,
  width: `calc(${(HISTOGRAM_SCALE.to - HISTOGRAM_SCALE.from) * 100}% + 16px)`,
};

function LineCounts({ view }: { readonly view: LineView }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <dl className={styles.counts}>
      {(['open', 'acceptedBelow', 'refusedAbove'] as const).map((name) =>
        name === 'open' || view[name] > 0 ? (
          <div key={name}>
            <dt>{t(`threshold.counts.${name}`)}</dt>
            <dd>{number(view[name])}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function LineEstimate(props: { readonly estimate: SampleEstimate; readonly line: number; readonly view: LineView }) {
  const { estimate, line, view } = props;
  const { t, i18n } = useTranslation();
  const { number, score } = useFormats();
  const now = estimate.thresholds.find((one) => one.threshold === line);
  if (!now) return null;
  const share = (value: number): string => percent(value, i18n.language);
  const whole = (value: number): string => number(Math.round(value));
  const { precision, recall, links } = now;
  const advice = adviseStop(estimate, line);
  const toDecide = advice.kind === 'review' ? view.openWithin(advice.from, advice.to) : 0;
  return (
    <>
      {links === 0 ? null : (
        <p>
          {t('threshold.right', {
            precision: share(precision.value),
            low: share(precision.low),
            high: share(precision.high),
            wrong: whole(links * (1 - precision.value)),
            most: whole(links * (1 - precision.low)),
          })}
        </p>
      )}
      <p>
        {t('threshold.found', {
          recall: share(recall.value),
          low: share(recall.low),
          high: share(recall.high),
          missed: whole(estimate.matches.value * (1 - recall.value)),
          most: whole(estimate.matches.value * (1 - recall.low)),
        })}
      </p>
      <p className={styles.advice}>
        {advice.kind === 'review' ? (
          <>
            {t('threshold.advice.review', {
              count: toDecide,
              formatted: number(toDecide),
              from: score(advice.from),
              to: score(advice.to),
            })}{' '}
            <Link href={`/review?status=pending&min=${advice.from}&max=${advice.to}&sort=score-desc`}>
              {t('threshold.advice.go')}
            </Link>
          </>
        ) : (
          t(`threshold.advice.${advice.kind}`)
        )}
      </p>
    </>
  );
}

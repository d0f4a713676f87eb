import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeLeft } from '../../../core/decisions/pace';
import type { ProgressCurve } from '../../../core/decisions/progress-curve';
import { ChartAxes } from '../../../ui/ChartAxes';
import { ChartFrame } from '../../../ui/ChartFrame';
import frame from '../../../ui/ChartFrame.module.css';
import { niceMarks, timeMarks } from '../../../ui/chart-scale';
import { type Filling, FillingKey, FillingPatterns, filled } from '../../../ui/Fillings';
import { numberLocale, useFormats } from '../../../ui/format';
import styles from './ProgressChart.module.css';

const WIDTH = 640;
const HEIGHT = 280;
const EDGE = { top: 12, right: 20, bottom: 46, left: 66 };
/** The way to the end is drawn up to this many times what is done. */
const MOST_AHEAD = 4;
const MOST_TABLE_ROWS = 21;
const PARTS = [
  ['matches', 'solid'],
  ['nonMatches', 'hatched'],
  ['unsure', 'dotted'],
] as const satisfies readonly (readonly [string, Filling])[];

const round = (value: number): number => Math.round(value * 10) / 10;
const MINUTE = 60_000;

/** Records decided over active time or over decisions, one kind of answer on top of the other, and the way to the end at the recent pace. */
export function ProgressChart(props: {
  readonly curve: ProgressCurve;
  readonly over: 'time' | 'count';
  /** Records to decide in all, and those that wait. */
  readonly total: number;
  readonly pending: number;
  /** null without a pace. */
  readonly left: TimeLeft | null;
  readonly summary: string;
}) {
  const { curve, over, total, pending, left, summary } = props;
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const id = useId().replace(/\W/gu, '');
  const xs = over === 'time' ? curve.activeMs : curve.decisions;
  const now = xs.at(-1)!;
  const decided = xs.map((_, at) => curve.matches[at]! + curve.nonMatches[at]! + curve.unsure[at]!);
  const ahead = over === 'count' ? { about: pending, low: pending, high: pending } : left;
  const wanted = now + (ahead && pending > 0 ? ahead.high : 0);
  const most = Math.max(now, Math.min(wanted, now * MOST_AHEAD), over === 'time' ? MINUTE : 1);
  const scale = over === 'time' ? timeMarks(most, 6) : { marks: niceMarks(most, 6, true), isHours: false };
  const sideMarks = niceMarks(Math.max(total, decided.at(-1)!), 4, true);
  const xTop = scale.marks.at(-1)!;
  const yTop = sideMarks.at(-1)!;
  const x = (value: number): number => round(EDGE.left + (value / xTop) * (WIDTH - EDGE.left - EDGE.right));
  const y = (value: number): number => round(HEIGHT - EDGE.bottom - (value / yTop) * (HEIGHT - EDGE.top - EDGE.bottom));
  const unit = scale.isHours ? 60 * MINUTE : MINUTE;
  const figures = new Intl.NumberFormat(numberLocale(i18n.language), { maximumFractionDigits: 2 });
  const shown = (value: number): string => (over === 'time' ? figures.format(value / unit) : number(value));
  const xLabel = t(over === 'count' ? 'pace.chart.decisions' : scale.isHours ? 'pace.chart.hours' : 'pace.chart.minutes');
  const tops = stacked(curve);
  const end = decided.at(-1)!;
  const places = tablePlaces(xs.length);
  return (
    <ChartFrame
      title={t('pace.chart.title')}
      summary={summary}
      fileName="rowlink-review-progress"
      width={WIDTH}
      height={HEIGHT}
      table={{
        heads: [xLabel, ...PARTS.map(([name]) => t(`pace.chart.${name}`)), t('pace.chart.decided')],
        rows: places.map((at) => [shown(xs[at]!), ...PARTS.map(([name]) => number(curve[name][at]!)), number(decided[at]!)]),
      }}
      legend={[
        ...PARTS.map(([name, filling]) => ({
          name: t(`pace.chart.${name}`),
          sample: <FillingKey id={id} filling={filling} />,
        })),
        ...(ahead && pending > 0
          ? [
              {
                name: t('pace.chart.ahead'),
                sample: (
                  <svg className={styles.sample} viewBox="0 0 24 8" aria-hidden="true">
                    <line className={styles.ahead} x1="0" x2="24" y1="4" y2="4" />
                  </svg>
                ),
              },
            ]
          : []),
      ]}
    >
      <FillingPatterns id={id} />
      <clipPath id={`${id}-area`}>
        <rect x={EDGE.left} y={EDGE.top} width={WIDTH - EDGE.left - EDGE.right} height={HEIGHT - EDGE.top - EDGE.bottom} />
      </clipPath>
      <ChartAxes
        height={HEIGHT}
        bottom={EDGE.bottom}
        x={x}
        y={y}
        xMarks={scale.marks}
        yMarks={sideMarks}
        xText={shown}
        yText={number}
        xLabel={xLabel}
        yLabel={t('pace.chart.records')}
      />
      {PARTS.map(([name, filling], part) => (
        <polygon
          key={name}
          {...filled(id, filling)}
          points={[
            ...xs.map((value, at) => `${x(value)},${y(tops[part + 1]![at]!)}`),
            ...xs.map((value, at) => `${x(value)},${y(tops[part]![at]!)}`).reverse(),
          ].join(' ')}
        />
      ))}
      <polyline data-mark="" className={styles.line} points={xs.map((value, at) => `${x(value)},${y(decided[at]!)}`).join(' ')} />
      {ahead && pending > 0 ? (
        <g clipPath={`url(#${id}-area)`}>
          <polygon
            className={styles.range}
            points={`${x(now)},${y(end)} ${x(now + ahead.low)},${y(total)} ${x(now + ahead.high)},${y(total)}`}
          />
          <line className={styles.ahead} x1={x(now)} y1={y(end)} x2={x(now + ahead.about)} y2={y(total)} />
        </g>
      ) : null}
      <line className={frame.mark} x1={x(0)} x2={x(xTop)} y1={y(total)} y2={y(total)} />
    </ChartFrame>
  );
}

/** Upper edges of the parts, the lowest edge first. */
function stacked({ matches, nonMatches, unsure }: ProgressCurve): readonly (readonly number[])[] {
  const none = matches.map(() => 0);
  const upTo = (below: readonly number[], counts: readonly number[]) => below.map((value, at) => value + counts[at]!);
  const first = upTo(none, matches);
  const second = upTo(first, nonMatches);
  return [none, first, second, upTo(second, unsure)];
}

/** Some of the points, evenly, the last one among them. */
function tablePlaces(count: number): readonly number[] {
  const rows = Math.min(MOST_TABLE_ROWS, count);
  return Array.from({ length: rows }, (_, at) => Math.round((at * (count - 1)) / Math.max(1, rows - 1)));
}

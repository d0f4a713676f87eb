import { ChartFrame, type ChartTable } from './ChartFrame';
import frame from './ChartFrame.module.css';
import styles from './LineChart.module.css';
import { LineSample } from './LineSample';

export interface ChartSeries {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Where the values may lie, as a band behind the line. */
  readonly low?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
}

interface LineChartProps {
  readonly title: string;
  /** What the lines say, for those who cannot see them. */
  readonly summary: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** At most three, told apart by colour and by dashes. All values are 0…1. */
  readonly series: readonly ChartSeries[];
  /** Values along x that are marked by an upright line. */
  readonly marks?: readonly { readonly x: number; readonly name: string }[];
  /** A single point that stands out. */
  readonly point?: { readonly x: number; readonly y: number } | null;
  readonly format: (value: number) => string;
  /** Beginning of the name of a saved picture. */
  readonly fileName: string;
}

const WIDTH = 480;
const HEIGHT = 280;
const EDGE = { top: 12, right: 14, bottom: 46, left: 52 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Lines over the square 0…1 by 0…1. */
export function LineChart({
  title,
  summary,
  xLabel,
  yLabel,
  series,
  marks = [],
  point = null,
  format,
  fileName,
}: LineChartProps) {
  const x = (value: number): number => EDGE.left + value * (WIDTH - EDGE.left - EDGE.right);
  const y = (value: number): number => HEIGHT - EDGE.bottom - value * (HEIGHT - EDGE.top - EDGE.bottom);
  return (
    <ChartFrame
      title={title}
      summary={summary}
      fileName={fileName}
      width={WIDTH}
      height={HEIGHT}
      table={tableOf(xLabel, series, format)}
      legend={
        series.length > 1 || marks.length > 0
          ? [
              ...series.map(({ name }, at) => ({
                name,
                sample: <LineSample className={`${styles.line} ${styles[`line${at}`]}`} />,
              })),
              ...marks.map(({ name }) => ({ name, sample: <LineSample className={frame.mark!} /> })),
            ]
          : []
      }
    >
      {TICKS.map((tick) => (
        <g key={tick}>
          <line className={frame.grid} x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
          <line className={frame.grid} x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} />
          <text className={frame.tick} x={x(0) - 6} y={y(tick) + 4} textAnchor="end">
            {format(tick)}
          </text>
          <text className={frame.tick} x={x(tick)} y={y(0) + 18} textAnchor="middle">
            {format(tick)}
          </text>
        </g>
      ))}
      <text className={frame.axis} x={(x(0) + x(1)) / 2} y={HEIGHT - 6} textAnchor="middle">
        {xLabel}
      </text>
      <text className={frame.axis} transform={`translate(12 ${(y(0) + y(1)) / 2}) rotate(-90)`} textAnchor="middle">
        {yLabel}
      </text>
      {marks.map((mark) => (
        <line key={mark.name} className={frame.mark} x1={x(mark.x)} x2={x(mark.x)} y1={y(0)} y2={y(1)} />
      ))}
      {series.map(({ name, x: xs, low, high }, at) =>
        low && high ? (
          <polygon
            key={name}
            className={`${styles.band} ${styles[`band${at}`]}`}
            points={[
              ...Array.from(low, (value, i) => `${x(xs[i]!).toFixed(1)},${y(value).toFixed(1)}`),
              ...Array.from(high, (value, i) => `${x(xs[i]!).toFixed(1)},${y(value).toFixed(1)}`).reverse(),
            ].join(' ')}
          />
        ) : null,
      )}
      {series.map((one, at) => (
        <polyline
          key={one.name}
          data-mark=""
          className={`${styles.line} ${styles[`line${at}`]}`}
          points={Array.from({ length: one.x.length }, (_, i) => `${x(one.x[i]!).toFixed(1)},${y(one.y[i]!).toFixed(1)}`).join(
            ' ',
          )}
        />
      ))}
      {point ? <circle data-mark="" className={styles.point} cx={x(point.x)} cy={y(point.y)} r={5} /> : null}
    </ChartFrame>
  );
}

/** At most this many rows stand in the table, evenly chosen. */
const MOST_ROWS = 21;

/** The values of lines that share their places along x; lines that do not have one table each, and are left to the drawing. */
function tableOf(xLabel: string, series: readonly ChartSeries[], format: (value: number) => string): ChartTable | undefined {
  const [first, ...others] = series;
  if (!first || others.some((one) => one.x.length !== first.x.length)) return undefined;
  const count = Math.min(MOST_ROWS, first.x.length);
  const places = Array.from({ length: count }, (_, at) => Math.round((at * (first.x.length - 1)) / Math.max(1, count - 1)));
  return {
    heads: [xLabel, ...series.map(({ name }) => name)],
    rows: places.map((place) => [format(first.x[place]!), ...series.map(({ y }) => format(y[place]!))]),
  };
}

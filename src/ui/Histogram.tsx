import { type ReactNode, useId } from 'react';
import { ChartFrame } from './ChartFrame';
import frame from './ChartFrame.module.css';
import { type Filling, FillingKey, FillingPatterns, filled } from './Fillings';
import styles from './Histogram.module.css';

export interface HistogramPart {
  readonly name: string;
  readonly filling: Filling;
  /** One count a bin, all bins of one width over 0…1. */
  readonly counts: readonly number[];
}

interface HistogramProps {
  readonly title: string;
  readonly summary: string;
  readonly fileName: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Head of the column of the table that names the bins. */
  readonly binLabel: string;
  /** From the bottom of a bar to its top. */
  readonly parts: readonly HistogramPart[];
  /** Upright lines. */
  readonly marks: readonly { readonly x: number; readonly name: string; readonly isStrong?: boolean }[];
  readonly format: { readonly x: (value: number) => string; readonly y: (value: number) => string };
  readonly below?: ReactNode;
}

const WIDTH = 640;
const HEIGHT = 260;
const EDGE = { top: 10, right: 20, bottom: 44, left: 62 };
/** Where the scale from 0 to 1 begins and ends, as shares of the width: for what stands below and must line up. */
export const HISTOGRAM_SCALE = { from: EDGE.left / WIDTH, to: 1 - EDGE.right / WIDTH } as const;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

const x = (value: number): number => EDGE.left + value * (WIDTH - EDGE.left - EDGE.right);
const round = (value: number): number => Math.round(value * 10) / 10;

/**
 * Counts over 0…1 as stacked bars. Heights are square roots of the counts, as the marks at the side say: bars of a few records stay
 * visible beside those of thousands.
 */
export function Histogram(props: HistogramProps) {
  const { title, summary, fileName, xLabel, yLabel, binLabel, parts, marks, format, below } = props;
  // Addresses of patterns take letters and figures only.
  const id = useId().replace(/\W/gu, '');
  const binCount = parts[0]?.counts.length ?? 0;
  const totals = Array.from({ length: binCount }, (_, bin) => parts.reduce((sum, { counts }) => sum + counts[bin]!, 0));
  const most = Math.max(1, ...totals);
  const height = (count: number): number => Math.sqrt(count / most) * (HEIGHT - EDGE.top - EDGE.bottom);
  const y = (count: number): number => HEIGHT - EDGE.bottom - height(count);
  return (
    <ChartFrame
      title={title}
      summary={summary}
      fileName={fileName}
      width={WIDTH}
      height={HEIGHT}
      below={below}
      table={{
        heads: [binLabel, ...parts.map(({ name }) => name)],
        rows: totals.map((_, bin) => [
          `${format.x(bin / binCount)} – ${format.x((bin + 1) / binCount)}`,
          ...parts.map(({ counts }) => format.y(counts[bin]!)),
        ]),
      }}
      legend={[
        ...parts.map(({ name, filling }) => ({
          name,
          sample: <FillingKey id={id} filling={filling} />,
        })),
        ...marks.map(({ name, isStrong }) => ({
          name,
          sample: (
            <svg className={styles.key} viewBox="0 0 14 14" aria-hidden="true">
              <line className={isStrong ? styles.strong : frame.mark} x1="7" x2="7" y1="0" y2="14" />
            </svg>
          ),
        })),
      ]}
    >
      <FillingPatterns id={id} />
      {sideMarks(most).map((count) => (
        <g key={count}>
          <line className={frame.grid} x1={x(0)} x2={x(1)} y1={round(y(count))} y2={round(y(count))} />
          <text className={frame.tick} x={x(0) - 6} y={round(y(count)) + 4} textAnchor="end">
            {format.y(count)}
          </text>
        </g>
      ))}
      {TICKS.map((tick) => (
        <text key={tick} className={frame.tick} x={x(tick)} y={HEIGHT - EDGE.bottom + 18} textAnchor="middle">
          {format.x(tick)}
        </text>
      ))}
      <text className={frame.axis} x={x(0.5)} y={HEIGHT - 6} textAnchor="middle">
        {xLabel}
      </text>
      <text className={frame.axis} transform={`translate(12 ${y(most / 4)}) rotate(-90)`} textAnchor="middle">
        {yLabel}
      </text>
      {stack(parts, totals).map(({ bin, filling, from, to }) => (
        <rect
          key={`${filling} ${bin}`}
          {...filled(id, filling)}
          data-mark={filling === 'solid' ? '' : undefined}
          x={round(x(bin / binCount) + 0.5)}
          y={round(HEIGHT - EDGE.bottom - height(totals[bin]!) * to)}
          width={round(x(1 / binCount) - x(0) - 1)}
          height={Math.max(0.5, round(height(totals[bin]!) * (to - from)))}
        />
      ))}
      {marks.map(({ x: at, name, isStrong }) => (
        <line
          key={name}
          data-mark={isStrong ? '' : undefined}
          className={isStrong ? styles.strong : frame.mark}
          x1={round(x(at))}
          x2={round(x(at))}
          y1={EDGE.top}
          y2={HEIGHT - EDGE.bottom}
        />
      ))}
    </ChartFrame>
  );
}

/** Parts share a bar as they share its count: from and to are shares of its height. */
function stack(parts: readonly HistogramPart[], totals: readonly number[]) {
  return totals.flatMap((total, bin) => {
    let below = 0;
    return parts.flatMap(({ filling, counts }) => {
      const count = counts[bin]!;
      const from = below / total;
      below += count;
      return count === 0 ? [] : [{ bin, filling, from, to: below / total }];
    });
  });
}

/** Round counts spread over a scale of roots: 0, a quarter of the highest or so, and one near it. */
function sideMarks(most: number): readonly number[] {
  const near = (value: number): number => {
    const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
    return Math.max(1, Math.floor(value / power) * power);
  };
  return [...new Set([0, near(most / 9), near((most * 4) / 9), near(most)])];
}

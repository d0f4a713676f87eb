import styles from './ChartFrame.module.css';

interface ChartAxesProps {
  readonly height: number;
  /** Room below the drawing, in units of it. */
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Ascending, from 0. */
  readonly xMarks: readonly number[];
  /** Ascending. */
  readonly yMarks: readonly number[];
  readonly xText: (value: number) => string;
  readonly yText: (value: number) => string;
  readonly xLabel: string;
  readonly yLabel: string;
}

/** Lines across a chart, and what both of its sides measure. */
export function ChartAxes({ height, bottom, x, y, xMarks, yMarks, xText, yText, xLabel, yLabel }: ChartAxesProps) {
  const end = x(xMarks.at(-1)!);
  const middle = (y(yMarks[0]!) + y(yMarks.at(-1)!)) / 2;
  return (
    <>
      {yMarks.map((mark) => (
        <g key={mark}>
          <line className={styles.grid} x1={x(0)} x2={end} y1={y(mark)} y2={y(mark)} />
          <text className={styles.tick} x={x(0) - 6} y={y(mark) + 4} textAnchor="end">
            {yText(mark)}
          </text>
        </g>
      ))}
      {xMarks.map((mark) => (
        <text key={mark} className={styles.tick} x={x(mark)} y={height - bottom + 18} textAnchor="middle">
          {xText(mark)}
        </text>
      ))}
      <text className={styles.axis} x={(x(0) + end) / 2} y={height - 6} textAnchor="middle">
        {xLabel}
      </text>
      <text className={styles.axis} transform={`translate(12 ${middle}) rotate(-90)`} textAnchor="middle">
        {yLabel}
      </text>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { ChartAxes } from '../../ui/ChartAxes';
import { ChartFrame } from '../../ui/ChartFrame';
import frame from '../../ui/ChartFrame.module.css';
import { marksBetween, niceMarks } from '../../ui/chart-scale';
import line from '../../ui/LineChart.module.css';
import { LineSample } from '../../ui/LineSample';
import styles from './EpochChart.module.css';

const WIDTH = 480;
const HEIGHT = 260;
const EDGE = { top: 12, right: 16, bottom: 46, left: 60 };

interface EpochChartProps {
  readonly title: string;
  /** What the line says, for those who cannot see it. */
  readonly summary: string;
  readonly yLabel: string;
  readonly fileName: string;
  /** By round, ascending. */
  readonly points: readonly { readonly epoch: number; readonly value: number }[];
  /** Rounds that may come. */
  readonly epochs: number;
  /** Where values of some rounds may truly lie. */
  readonly ranges?: readonly { readonly epoch: number; readonly low: number; readonly high: number }[];
  /** A level across, and a round that stands out. */
  readonly level?: { readonly value: number; readonly name: string } | null;
  readonly kept?: { readonly epoch: number; readonly name: string } | null;
  /** The scale begins at 0. */
  readonly isFromZero?: boolean;
  readonly format: (value: number) => string;
}

/** One figure over the rounds of a training, with the same figures as a table. */
export function EpochChart(props: EpochChartProps) {
  const { title, summary, yLabel, fileName, points, epochs, ranges = [], level, kept, isFromZero = false, format } = props;
  const { t } = useTranslation();
  const values = [
    ...points.map(({ value }) => value),
    ...ranges.flatMap(({ low, high }) => [low, high]),
    ...(level ? [level.value] : []),
  ];
  const high = Math.max(0, ...values);
  const low = isFromZero ? 0 : Math.min(high, ...values);
  const yMarks = marksBetween(low, high, 5);
  const xMarks = niceMarks(Math.max(epochs, points.at(-1)?.epoch ?? 0), 6, true);
  const bottom = yMarks[0]!;
  const top = yMarks.at(-1)!;
  const x = (epoch: number): number => round(EDGE.left + (epoch / xMarks.at(-1)!) * (WIDTH - EDGE.left - EDGE.right));
  const y = (value: number): number =>
    round(HEIGHT - EDGE.bottom - ((value - bottom) / (top - bottom)) * (HEIGHT - EDGE.top - EDGE.bottom));
  const rangeOf = new Map(ranges.map((range) => [range.epoch, range]));
  return (
    <ChartFrame
      title={title}
      summary={summary}
      fileName={fileName}
      width={WIDTH}
      height={HEIGHT}
      table={{
        heads: [t('tuning.curve.round'), yLabel, ...(ranges.length > 0 ? [t('tuning.curve.range')] : [])],
        rows: points.map(({ epoch, value }) => {
          const range = rangeOf.get(epoch);
          const cells = [String(epoch), format(value)];
          if (ranges.length === 0) return cells;
          return [...cells, range ? t('evaluate.interval', { low: format(range.low), high: format(range.high) }) : ''];
        }),
      }}
      legend={[
        ...(level ? [{ name: level.name, sample: <LineSample className={frame.mark!} /> }] : []),
        ...(kept ? [{ name: kept.name, sample: <Dot /> }] : []),
      ]}
    >
      <ChartAxes
        height={HEIGHT}
        bottom={EDGE.bottom}
        x={x}
        y={y}
        xMarks={xMarks}
        yMarks={yMarks}
        xText={String}
        yText={format}
        xLabel={t('tuning.curve.rounds')}
        yLabel={yLabel}
      />
      {level ? <line className={frame.mark} x1={x(0)} x2={x(xMarks.at(-1)!)} y1={y(level.value)} y2={y(level.value)} /> : null}
      <polyline
        data-mark=""
        className={`${line.line} ${line.line0}`}
        points={points.map(({ epoch, value }) => `${x(epoch)},${y(value)}`).join(' ')}
      />
      {ranges.map((range) => (
        <path
          key={range.epoch}
          className={styles.range}
          d={`M${x(range.epoch) - 5} ${y(range.high)}h10M${x(range.epoch)} ${y(range.high)}V${y(range.low)}M${x(range.epoch) - 5} ${y(range.low)}h10`}
        />
      ))}
      {points
        .filter(({ epoch }) => epoch === kept?.epoch)
        .map(({ epoch, value }) => (
          <circle key={epoch} data-mark="" className={line.point} cx={x(epoch)} cy={y(value)} r={5} />
        ))}
    </ChartFrame>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

function Dot() {
  return (
    <svg className={styles.dot} viewBox="0 0 14 14" aria-hidden="true">
      <circle className={line.point} cx="7" cy="7" r="5" />
    </svg>
  );
}

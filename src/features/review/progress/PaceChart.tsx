import { useTranslation } from 'react-i18next';
import type { PaceStretch } from '../../../core/decisions/progress-curve';
import { ChartAxes } from '../../../ui/ChartAxes';
import { ChartFrame } from '../../../ui/ChartFrame';
import { niceMarks, timeMarks } from '../../../ui/chart-scale';
import { numberLocale } from '../../../ui/format';
import styles from './ProgressChart.module.css';

const WIDTH = 640;
const HEIGHT = 200;
const EDGE = { top: 12, right: 20, bottom: 46, left: 66 };
const MINUTE = 60_000;
const round = (value: number): number => Math.round(value * 10) / 10;

/** Decisions a minute in each stretch of active time, as bars. */
export function PaceChart({ pace, summary }: { readonly pace: readonly PaceStretch[]; readonly summary: string }) {
  const { t, i18n } = useTranslation();
  const locale = numberLocale(i18n.language);
  const figures = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const rates = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const { marks, isHours } = timeMarks(pace.at(-1)!.to, 6);
  const sideMarks = niceMarks(Math.max(...pace.map(({ perMinute }) => perMinute)), 3);
  const xTop = marks.at(-1)!;
  const yTop = sideMarks.at(-1)!;
  const x = (value: number): number => round(EDGE.left + (value / xTop) * (WIDTH - EDGE.left - EDGE.right));
  const y = (value: number): number => round(HEIGHT - EDGE.bottom - (value / yTop) * (HEIGHT - EDGE.top - EDGE.bottom));
  const shown = (ms: number): string => figures.format(ms / (isHours ? 60 * MINUTE : MINUTE));
  const xLabel = t(isHours ? 'pace.chart.hours' : 'pace.chart.minutes');
  return (
    <ChartFrame
      title={t('pace.chart.paceTitle')}
      summary={summary}
      fileName="rowlink-review-pace"
      width={WIDTH}
      height={HEIGHT}
      table={{
        heads: [xLabel, t('pace.chart.perMinute')],
        rows: pace.map(({ from, to, perMinute }) => [`${shown(from)} – ${shown(to)}`, rates.format(perMinute)]),
      }}
    >
      <ChartAxes
        height={HEIGHT}
        bottom={EDGE.bottom}
        x={x}
        y={y}
        xMarks={marks}
        yMarks={sideMarks}
        xText={shown}
        yText={figures.format}
        xLabel={xLabel}
        yLabel={t('pace.chart.perMinute')}
      />
      {pace.map(({ from, to, perMinute }) => (
        <rect
          key={from}
          data-mark=""
          className={styles.bar}
          x={x(from) + 0.5}
          y={y(perMinute)}
          width={Math.max(0.5, round(x(to) - x(from) - 1))}
          height={round(y(0) - y(perMinute))}
        />
      ))}
    </ChartFrame>
  );
}

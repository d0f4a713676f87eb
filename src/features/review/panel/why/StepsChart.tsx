import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExplainedPair } from '../../../../core/candidates/score/explain-pool';
import { sigmoid } from '../../../../core/numerics/log-odds';
import { ChartFrame } from '../../../../ui/ChartFrame';
import { useFormats } from '../../../../ui/format';
import { useScoreText } from '../ScoreText';
import { type DrawnStep, groupSteps } from './group-steps';
import styles from './StepsChart.module.css';
import { isolate, useStepTexts } from './use-step-text';

const WIDTH = 300;
const LINE = 36;
const BAR = { top: 17, height: 12 } as const;
const EDGE = { side: 8, axis: 26 } as const;
const TIP = 5;
const MOST_LETTERS = 36;
/** Scores at which the axis has a mark, and how near marks may come. */
const TICKS = [0.5, 0.1, 0.9, 0.01, 0.99, 0.001, 0.999];
const BETWEEN_TICKS = 34;

interface StepsChartProps {
  readonly title: string;
  readonly fileName: string;
  readonly pair: ExplainedPair;
}

/** From the average candidate to the score of a pair, one bar a step: to the right speaks for the pair, to the left against it. */
export function StepsChart({ title, fileName, pair }: StepsChartProps) {
  const { t } = useTranslation();
  const { score: formatScore } = useFormats();
  const scoreText = useScoreText();
  const texts = useStepTexts();
  const id = useId().replace(/\W/gu, '');
  const steps = groupSteps(pair);
  const ends = [pair.base, pair.logit, ...steps.map(({ to }) => to)];
  const low = Math.min(...ends, -1) - 0.3;
  const high = Math.max(...ends, 1) + 0.3;
  const x = (logit: number): number => round(EDGE.side + ((logit - low) / (high - low)) * (WIDTH - 2 * EDGE.side));
  const height = (steps.length + 2) * LINE + EDGE.axis;
  const foot = height - EDGE.axis;
  const rows = [
    { key: 'base', name: t('why.base'), value: texts.mark(twoDigits(sigmoid(pair.base))), step: null, at: pair.base },
    ...steps.map((step) => ({
      key: `${step.kind} ${step.column}`,
      name: texts.title(step),
      value: texts.effect(step.logit),
      step,
      at: step.to,
    })),
    { key: 'end', name: t('why.end'), value: scoreText(pair.score), step: null, at: pair.logit },
  ];
  const ticks: number[] = [];
  for (const score of TICKS) {
    const at = logit(score);
    const isFree = ticks.every((other) => Math.abs(x(logit(other)) - x(at)) >= BETWEEN_TICKS);
    if (at > low && at < high && isFree) ticks.push(score);
  }
  return (
    <ChartFrame
      title={title}
      summary={t('why.chartSummary', {
        base: texts.mark(twoDigits(sigmoid(pair.base))),
        score: formatScore(pair.score),
        steps: steps.length,
      })}
      fileName={fileName}
      width={WIDTH}
      height={height}
      table={{
        heads: [t('why.heads.step'), t('why.heads.effect'), t('why.heads.after')],
        rows: rows.map(({ name, step, at }, place) => [
          name,
          step ? texts.effect(step.logit) : '',
          place === rows.length - 1 ? formatScore(pair.score) : formatScore(sigmoid(at)),
        ]),
      }}
      legend={(['for', 'against'] as const).map((direction) => ({
        name: t(`why.direction.${direction}`),
        sample: (
          <svg className={styles.key} viewBox="0 0 20 12" aria-hidden="true">
            <polygon
              className={styles[direction]}
              points={arrow(direction === 'for' ? 0 : 20, direction === 'for' ? 20 : 0, 0)}
              fill={direction === 'against' ? `url(#${id})` : undefined}
            />
          </svg>
        ),
      }))}
    >
      <defs>
        <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={styles.ground} width="5" height="5" />
          <line className={styles.hatch} x1="1" x2="1" y1="0" y2="5" />
        </pattern>
      </defs>
      {ticks.map((score) => (
        <g key={score}>
          <line
            className={score === 0.5 ? styles.even : styles.grid}
            x1={x(logit(score))}
            x2={x(logit(score))}
            y1={4}
            y2={foot}
          />
          <text className={styles.tick} x={x(logit(score))} y={foot + 14} textAnchor="middle">
            {texts.mark(score)}
          </text>
        </g>
      ))}
      {rows.map(({ key, name, value, step, at }, line) => {
        const top = line * LINE;
        return (
          <g key={key}>
            <text className={step ? styles.name : styles.strong} x={EDGE.side} y={top + 12}>
              {isolate(shorten(name))}
            </text>
            <text className={step ? styles.value : styles.strong} x={WIDTH - EDGE.side} y={top + 12} textAnchor="end">
              {isolate(value)}
            </text>
            {step ? (
              <Bar step={step} x={x} top={top + BAR.top} hatch={`url(#${id})`} />
            ) : (
              <circle data-mark="" className={styles.point} cx={x(at)} cy={top + BAR.top + BAR.height / 2} r="5" />
            )}
            {line + 1 < rows.length ? (
              <line className={styles.link} x1={x(at)} x2={x(at)} y1={top + BAR.top + BAR.height} y2={top + LINE + BAR.top} />
            ) : null}
          </g>
        );
      })}
    </ChartFrame>
  );
}

function Bar(props: {
  readonly step: DrawnStep;
  readonly x: (logit: number) => number;
  readonly top: number;
  readonly hatch: string;
}) {
  const { step, x, top, hatch } = props;
  const isFor = step.logit > 0;
  return (
    <polygon
      data-mark={isFor ? '' : undefined}
      className={isFor ? styles.for : styles.against}
      fill={isFor ? undefined : hatch}
      points={arrow(x(step.from), x(step.to), top)}
    />
  );
}

/** A bar with a tip at its end. */
function arrow(from: number, to: number, top: number): string {
  const tip = Math.sign(to - from) * Math.min(TIP, Math.abs(to - from));
  const neck = round(to - tip);
  const bottom = top + BAR.height;
  return `${from},${top} ${neck},${top} ${to},${top + BAR.height / 2} ${neck},${bottom} ${from},${bottom}`;
}

const twoDigits = (value: number): number => Number(value.toPrecision(2));
const round = (value: number): number => Math.round(value * 10) / 10;
const logit = (score: number): number => Math.log(score / (1 - score));
const shorten = (text: string): string => {
  const letters = [...text];
  return letters.length <= MOST_LETTERS ? text : `${letters.slice(0, MOST_LETTERS - 1).join('')}…`;
};

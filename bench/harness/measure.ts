import { median } from '../median.mjs';
import type { Bench, BenchContext, OwnTime } from './bench';
import { speedup } from './statistics';

export interface MeasuredVariant {
  readonly name: string;
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly perSecond: number;
  /** Against the first variant: above 1 is faster. */
  readonly speedup: number;
  /** Milliseconds, in the order of rounds. */
  readonly rounds: readonly number[];
}

export interface MeasuredBench {
  readonly title: string;
  readonly unit: string;
  readonly variants: readonly MeasuredVariant[];
  readonly figures: Readonly<Record<string, number>>;
}

const DEFAULT_ROUNDS = 5;
const FEWEST_ROUNDS = 3;

/**
 * Runs the variants of a bench in turn: every round calls each once, and the order rotates, so that a slow spell of the machine or
 * what a variant leaves behind meets all of them. The first round warms up and is not counted.
 */
export async function measureBench(bench: Bench, context: BenchContext): Promise<MeasuredBench> {
  const plan = await bench.prepare(context);
  const names = Object.keys(plan.variants);
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  const rounds = Math.max(FEWEST_ROUNDS, context.number('rounds', bench.rounds ?? DEFAULT_ROUNDS));
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length]!;
      const milliseconds = await time(plan.variants[name]!);
      if (round > 0) times.get(name)!.push(milliseconds);
    }
  }
  const figures = (await plan.figures?.()) ?? {};
  await plan.dispose?.();
  const baseline = times.get(names[0]!)!;
  const variants = names.map((name): MeasuredVariant => {
    const taken = times.get(name)!;
    const medianMs = median(taken);
    const count = typeof plan.count === 'number' ? plan.count : plan.count[name]!;
    return {
      name,
      medianMs,
      minMs: Math.min(...taken),
      maxMs: Math.max(...taken),
      perSecond: (count / medianMs) * 1000,
      speedup: speedup(baseline, taken),
      rounds: taken,
    };
  });
  return { title: bench.title, unit: bench.unit, variants, figures };
}

async function time(call: () => unknown): Promise<number> {
  const started = performance.now();
  const answer = await call();
  const milliseconds = performance.now() - started;
  return isOwnTime(answer) ? answer.milliseconds : milliseconds;
}

const isOwnTime = (answer: unknown): answer is OwnTime =>
  typeof answer === 'object' && answer !== null && typeof (answer as { milliseconds?: unknown }).milliseconds === 'number';

import type { ExplainedPair, ScoreStep } from '../../../../core/candidates/score/explain-pool';

/** A step as it is drawn: from where to where it moves the log odds. */
export interface DrawnStep {
  readonly kind: ScoreStep['kind'] | 'other';
  readonly column: string | null;
  readonly agreement: ScoreStep['agreement'];
  readonly logit: number;
  readonly from: number;
  readonly to: number;
}

/** Steps that move less are told together: so many log odds, and so large a part of the largest. */
const SMALL = 0.15;
const SMALL_PART = 0.03;

/** Steps in order, small ones as one `other` before competition and what comes after it; ends in the log odds of the pair. */
export function groupSteps({ base, steps, logit: end }: Pick<ExplainedPair, 'base' | 'steps' | 'logit'>): readonly DrawnStep[] {
  const most = steps.reduce((largest, { logit }) => Math.max(largest, Math.abs(logit)), 0);
  const isSmall = ({ logit }: ScoreStep): boolean => Math.abs(logit) < Math.max(SMALL, most * SMALL_PART);
  const isLate = ({ kind }: ScoreStep): boolean => kind === 'competition' || kind === 'learned' || kind === 'rest';
  const large = steps.filter((step) => !isSmall(step));
  const late = large.filter(isLate);
  const sum = large.reduce((total, { logit }) => total + logit, base);
  // What float32 cells have rounded off is in here too.
  const rest = { kind: 'other', column: null, agreement: null, logit: end - sum } as const;
  const drawn: DrawnStep[] = [];
  let from = base;
  for (const step of [...large.filter((one) => !isLate(one)), rest, ...late]) {
    if (step.kind === 'other' && Math.abs(step.logit) < NOTHING) continue;
    drawn.push({ ...step, from, to: from + step.logit });
    from += step.logit;
  }
  return drawn;
}
/** Shown as 0.0. */
const NOTHING = 0.05;

/** Up to `most` steps that speak for a pair, and against it, strongest first; none that a person would not notice. */
export function strongest(
  steps: readonly DrawnStep[],
  most: number,
): { readonly for: DrawnStep[]; readonly against: DrawnStep[] } {
  // How the kind of texts has the rest read is no reason by itself.
  const told = steps.filter(({ kind, logit }) => kind !== 'other' && kind !== 'kind' && Math.abs(logit) >= WORTH_TELLING);
  const sorted = told.toSorted((a, b) => Math.abs(b.logit) - Math.abs(a.logit));
  return {
    for: sorted.filter(({ logit }) => logit > 0).slice(0, most),
    against: sorted.filter(({ logit }) => logit < 0).slice(0, most),
  };
}
const WORTH_TELLING = 0.4;

/** One kind of step in two pairs, as it adds to each. */
export interface ComparedStep extends Pick<ScoreStep, 'kind' | 'column'> {
  readonly one: number;
  readonly other: number;
}

/** Steps in which two pairs differ, or that count in both; in the order of steps. A kind that a pair has no step of adds nothing to it. */
export function compareSteps(one: readonly ScoreStep[], other: readonly ScoreStep[]): readonly ComparedStep[] {
  const keyOf = ({ kind, column }: ScoreStep): string => JSON.stringify([kind, column]);
  const sums = new Map<string, { kind: ScoreStep['kind']; column: string | null; one: number; other: number }>();
  const add = (steps: readonly ScoreStep[], to: 'one' | 'other'): void => {
    for (const step of steps) {
      const sum = sums.get(keyOf(step)) ?? { kind: step.kind, column: step.column, one: 0, other: 0 };
      sum[to] += step.logit;
      sums.set(keyOf(step), sum);
    }
  };
  add(one, 'one');
  add(other, 'other');
  return [...sums.values()].filter((sum) => Math.max(Math.abs(sum.one), Math.abs(sum.other)) >= SMALL);
}

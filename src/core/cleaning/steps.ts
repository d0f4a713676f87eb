import type { Sides } from '../model/types';

interface StepBase {
  /** Names of the columns that it changes or reads: of the table, or made by an earlier step. */
  readonly columns: readonly string[];
  /** Kept in the list, but does nothing. */
  readonly isOff?: boolean;
}

/** One thing done to the cells of some columns before they are compared. Plain data, so that it can be stored and sent. */
export type CleaningStep =
  | (StepBase & { readonly kind: 'spaces' })
  | (StepBase & { readonly kind: 'case'; readonly to: 'lower' | 'upper' | 'title' })
  | (StepBase & { readonly kind: 'accents' })
  | (StepBase & { readonly kind: 'legal-forms' })
  | (StepBase & { readonly kind: 'titles' })
  /** `countryCode`: digits of the calling code that numbers without one have; empty leaves them as digits. */
  | (StepBase & { readonly kind: 'phone'; readonly countryCode: string })
  /** `order`: how `3/4/2024` is read; null leaves such dates as they are. */
  | (StepBase & { readonly kind: 'date'; readonly order: 'day-first' | 'month-first' | null })
  | (StepBase & { readonly kind: 'keep'; readonly what: 'digits' | 'letters' | 'letters-and-digits' })
  | ReplaceStep
  | SplitStep
  /** Filled cells of `columns` one after the other, as a new column. */
  | (StepBase & { readonly kind: 'join'; readonly separator: string; readonly into: string });

export interface ReplaceStep extends StepBase {
  readonly kind: 'replace';
  readonly find: string;
  /** In a regular expression, `$1` … are its groups. */
  readonly by: string;
  readonly isRegex: boolean;
  readonly ignoreCase: boolean;
}

/** One column into new ones; the last one takes the rest. */
export interface SplitStep extends StepBase {
  readonly kind: 'split';
  /** Not null: cut there. */
  readonly separator: string | null;
  /** Where else to cut: numbers of characters from the beginning, ascending; read where `separator` is null. */
  readonly at: readonly number[];
  /** Names of the new columns, at least one. */
  readonly into: readonly string[];
}

export type CleaningKind = CleaningStep['kind'];
export type Cleaning = Sides<readonly CleaningStep[]>;

export const CLEANING_KINDS: readonly CleaningKind[] = [
  'spaces',
  'case',
  'accents',
  'legal-forms',
  'titles',
  'phone',
  'date',
  'replace',
  'keep',
  'split',
  'join',
];

export const NO_CLEANING: Cleaning = { left: [], right: [] };

/** Names of the columns that a step makes. */
export function madeBy(step: CleaningStep): readonly string[] {
  if (step.kind === 'split') return step.into;
  return step.kind === 'join' ? [step.into] : [];
}

/** Names of the columns whose cells a step writes. */
const writtenBy = (step: CleaningStep): readonly string[] => {
  const made = madeBy(step);
  return made.length > 0 ? made : step.columns;
};

/** The steps that are on and have a part in the cells of these columns, directly or through others, in their order. */
export function stepsFor(steps: readonly CleaningStep[], columns: Iterable<string>): readonly CleaningStep[] {
  const wanted = new Set(columns);
  const kept: CleaningStep[] = [];
  for (const step of steps.toReversed()) {
    if (step.isOff || !writtenBy(step).some((name) => wanted.has(name))) continue;
    kept.push(step);
    for (const name of step.columns) wanted.add(name);
  }
  return kept.reverse();
}

import type { Estimate } from '../evaluation/intervals';
import type { VariantKindId } from '../variants/kind';

/** How variants of one kind fared under one way of scoring. */
export interface SameFigures {
  /** Variants whose own row was found first among all rows. */
  readonly first: Estimate;
  /** Comparisons with a hard negative of the same row that the hard negative won. Nothing counted: 0, with the interval 0…1. */
  readonly beaten: Estimate;
}

/** What is worth doing about a kind, the first that applies first. `column`: the one that most of its misses were changed in. */
export type WeakSpotAdvice =
  | { readonly kind: 'clean'; readonly step: 'accents' | 'legal-forms' | 'case' | 'date'; readonly column: string }
  | { readonly kind: 'qualifier'; readonly column: string }
  | { readonly kind: 'keep-letters' | 'accurate-model' | 'aliases' | 'tune' | 'loosen-blocking' | 'raise-threshold' };

export interface WeakSpotExample {
  /** Row of the rows that were looked at, and the column that was changed in it. */
  readonly row: number;
  readonly column: string;
  readonly original: string;
  readonly variant: string;
  /** What was found in its place, as it is compared; null where nothing was, or where a hard negative was taken for its original. */
  readonly found: string | null;
  /** Its own row was found first, or another thing was told apart from its original. */
  readonly isRight: boolean;
}

interface WeakSpot {
  readonly kind: VariantKindId;
  readonly count: number;
  /** Mean of 1 − cosine of variant and original; null without vectors. */
  readonly similarityLost: number | null;
  /** At most three, those that went wrong first. */
  readonly examples: readonly WeakSpotExample[];
  readonly advice: readonly WeakSpotAdvice[];
}

/** How a kind of the same thing written otherwise fared. */
export interface SameSpot extends WeakSpot {
  /** By the cosine of vectors alone; null without vectors. */
  readonly dense: SameFigures | null;
  /** By the match score as it is used. */
  readonly score: SameFigures;
  /** Found first, and at or above the threshold. */
  readonly linked: Estimate;
}

/** How often another thing that looks alike was taken for its original. */
export interface OtherSpot extends WeakSpot {
  /** At or above the threshold with its original. */
  readonly passed: Estimate;
  /** Comparisons with variants of the same row that it won: it came before the right row. */
  readonly won: Estimate;
}

/** What a threshold would do to all variants. */
export interface ThresholdPreview {
  readonly threshold: number;
  /** Mean over the kinds of the same thing: share linked to its own row. */
  readonly linked: number;
  /** Mean over the kinds of other things: share that would pass for their originals. */
  readonly passed: number;
}

export interface WeakSpotReport {
  readonly seed: number;
  /** Rows that variants were made of, and rows among which they were looked for. */
  readonly sampled: number;
  readonly compared: number;
  readonly variants: number;
  readonly threshold: number;
  /** The worst first: by the share found first, then by similarity lost. */
  readonly same: readonly SameSpot[];
  /** The worst first: by the share taken for their originals. */
  readonly others: readonly OtherSpot[];
  /** At the threshold in force and at ten others, ascending. */
  readonly thresholds: readonly ThresholdPreview[];
}

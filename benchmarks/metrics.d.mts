export interface ScoredPair {
  readonly left: number;
  readonly right: number;
  readonly score: number;
}
export interface RankedPair extends ScoredPair {
  readonly rank: number;
}
export interface Accuracy {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly threshold: number;
}
export function pairKey(left: number, right: number): string;
export function recallAt(candidates: readonly RankedPair[], truth: ReadonlySet<string>, k: number): number;
export function meanReciprocalRank(candidates: readonly RankedPair[], truth: ReadonlySet<string>): number;
export function acceptGreedily(candidates: readonly ScoredPair[], cardinality: '1:1' | '1:m' | 'm:1' | 'm:m'): ScoredPair[];
export function bestF1(accepted: readonly ScoredPair[], truth: ReadonlySet<string>): Accuracy;
export function f1Of(links: readonly { left: number; right: number }[], truth: ReadonlySet<string>, threshold: number): Accuracy;

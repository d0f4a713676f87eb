import type { Cardinality, Fingerprint, ModelId, ReadSettings, Sides } from './types';

/** Which columns are compared with which: `left[i]` with `right[i]`. Further columns of the longer list stand alone. */
export type ComparedColumns = Sides<readonly string[]>;

export type ScoreKind = 'hybrid' | 'dense' | 'lexical';

/** Rows are only compared within equal keys of every rule. */
export interface BlockingRule {
  readonly left: string;
  readonly right: string;
  readonly key: 'exact' | 'prefix' | 'numeric-range';
}

export interface MatchSettings {
  readonly on: ComparedColumns;
  readonly cardinality: Cardinality;
  /** Candidates kept for a left row, 1…100. */
  readonly candidatesPerRow: number;
  readonly score: ScoreKind;
  readonly model: ModelId;
  readonly blocking: readonly BlockingRule[];
  /** Weight of a compared left column by name; absent means 1. */
  readonly weights: Readonly<Record<string, number>>;
  /** Links at or above; `auto` is the product's own; null keeps every link that cardinality allows. */
  readonly threshold: number | 'auto' | null;
}

export const DEFAULT_MODEL: ModelId = 'rowlink-small';

export const DEFAULT_MATCH_SETTINGS: MatchSettings = {
  on: { left: [], right: [] },
  cardinality: 'one-to-one',
  candidatesPerRow: 10,
  score: 'hybrid',
  model: DEFAULT_MODEL,
  blocking: [],
  weights: {},
  threshold: 'auto',
};

/** A linkage with its two tables, as it is stored and listed. Times are ISO 8601 in UTC. */
export interface Project {
  readonly id: string;
  readonly schemaVersion: number;
  readonly name: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly datasets: { readonly left: Fingerprint | null; readonly right: Fingerprint | null };
  /** Rows of either table, so that a list of projects need not load them; 0 where there is none. */
  readonly rowCounts: Sides<number>;
  readonly reading: Sides<ReadSettings>;
  readonly settings: MatchSettings;
  /** Fingerprint of the candidates under review; null before the first match. */
  readonly candidates: Fingerprint | null;
}
export const PROJECT_SCHEMA_VERSION = 1;

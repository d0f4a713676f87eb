import type { ClusterSettings } from '../clusters/cluster-settings';
import type { ClusterEntry } from '../clusters/edits';
import type { LogEntry } from '../decisions/log';
import type { LinkAccuracy } from '../evaluation/link-metrics';
import type { LearnedReview } from '../learning/learned-review';
import type { RunRecord } from '../model/run-record';
import type { MatchSettings } from '../model/settings';
import type { CandidateSet, Dataset, Link, Sides } from '../model/types';
import type { ModelNote } from '../own-models/own-model';
import type { AdapterNote } from '../tuning/adapter-note';

/** A table without its cells. */
export type ReportTable = Pick<Dataset, 'fingerprint' | 'columns' | 'rowCount' | 'source'>;

/** A linkage as it stands. */
export interface LinkedFacts {
  readonly of: 'links';
  readonly tables: Sides<ReportTable>;
  readonly candidates: CandidateSet;
  /** By the engine, before decisions. */
  readonly suggested: readonly Link[];
  /** In force, 0…1. */
  readonly threshold: number;
  readonly entries: readonly LogEntry[];
  readonly isLearned: boolean;
  /** How scores were fitted to answers; absent where they are the program's. */
  readonly learned?: Pick<LearnedReview, 'report' | 'change' | 'wasRanked'> | undefined;
  /** Against known answers; null where none were given. */
  readonly truth: TruthFigures | null;
}

/** Clusters of one table as they stand. */
export interface ClusteredFacts {
  readonly of: 'clusters';
  readonly table: ReportTable;
  readonly clusterOf: Uint32Array;
  /** Of each cluster a place in `CLUSTER_STATUSES`. */
  readonly status: Uint8Array;
  /** Pairs of rows that were given a score. */
  readonly pairs: number;
  readonly threshold: number;
  readonly settings: ClusterSettings;
  readonly entries: readonly ClusterEntry[];
}

export interface TruthFigures {
  readonly source: string;
  /** Left rows that the truth does not list have no partner (`all`), or are unknown. */
  readonly coverage: 'all' | 'listed';
  readonly include: 'accepted' | 'suggested';
  readonly accuracy: Pick<
    LinkAccuracy,
    'truePairs' | 'truePositives' | 'falsePositives' | 'falseNegatives' | 'unjudged' | 'precision' | 'recall' | 'f1'
  >;
}

/** Records with their cells: the only place where cells come into a report, and only where the person asked for it. */
export interface ReportExample {
  readonly title: string;
  /** One column each: what it is called, and its cell in every record. */
  readonly records: readonly { readonly name: string; readonly cells: readonly (readonly [string, string])[] }[];
}

export interface ReportInput {
  readonly projectName: string;
  /** ISO 8601, UTC. */
  readonly writtenAt: string;
  /** Version of Rowlink. */
  readonly app: string;
  /** Names and numbers of the versions of stored data and of stages. */
  readonly versions: readonly (readonly [name: string, version: number])[];
  readonly settings: MatchSettings;
  /** SHA-256 of the weights; null where they are not known. */
  readonly modelSha256: string | null;
  /** Of a model that somebody added: where it came from. */
  readonly ownModel?: ModelNote | null;
  /** The adapter in force; null where there is none, or nothing is known of it. */
  readonly adapter?: AdapterNote | null;
  /** How the candidates were found; null where that was not written down. */
  readonly run: RunRecord | null;
  /** The tables or settings changed since. */
  readonly isStale: boolean;
  readonly found: LinkedFacts | ClusteredFacts;
  readonly examples: readonly ReportExample[] | null;
  /** Names of the files that repeat this. */
  readonly recipeFile: string;
  readonly projectFile: string;
}

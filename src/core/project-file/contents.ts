import type { ClusterEntry } from '../clusters/edits';
import type { LogEntry } from '../decisions/log';
import type { LearnedReview } from '../learning/learned-review';
import type { Project } from '../model/settings';
import type { StoredCandidates } from '../model/stored-candidates';
import type { Dataset, Sides } from '../model/types';
import type { ModelNote } from '../own-models/own-model';
import type { TableHead } from '../table/cells';

/** All of a project: what another machine needs to show the same review. Vectors are left out, as they can be made again. */
export interface ProjectContents {
  readonly project: Project;
  readonly tables: Sides<Dataset | null>;
  readonly candidates: StoredCandidates | null;
  /** In order of `seq`. */
  readonly decisions: readonly LogEntry[];
  readonly clusterEdits: readonly ClusterEntry[];
  /** Files of the adapters that its settings and its candidates name, as bytes; absent where there are none. */
  readonly adapters?: readonly Uint8Array[];
  /** The model of the project, by name and by the SHA-256 of its weights; null where the weights are not known. */
  readonly model: { readonly id: string; readonly sha256: string | null } & Partial<Pick<ModelNote, 'title' | 'from'>>;
}

export const PROJECT_FILE_FORMAT = 'rowlink-project';
/** Raise when an older app could not read the file; it then says so and touches nothing. */
export const PROJECT_FILE_VERSION = 1;
/** Of a file with adapters: an older app would match without them and say nothing. */
export const PROJECT_FILE_VERSION_WITH_ADAPTERS = 2;
export const PROJECT_FILE_EXTENSION = '.rowlink';

/** Names of the parts in the zip; see `docs/file-formats.md`. */
export const PARTS = {
  manifest: 'rowlink.json',
  left: 'tables/left.jsonl',
  right: 'tables/right.jsonl',
  candidates: 'candidates.bin',
  program: 'program-scores.bin',
  links: 'links.json',
  decisions: 'decisions.jsonl',
  clusterEdits: 'cluster-edits.jsonl',
  /** Followed by a number from 1. */
  adapter: 'adapters/',
} as const;

/** What `rowlink.json` holds. */
export interface ProjectManifest {
  readonly format: typeof PROJECT_FILE_FORMAT;
  readonly version: number;
  readonly savedAt: string;
  readonly model: ProjectContents['model'];
  readonly project: Project;
  /** Of either table all but its cells. */
  readonly tables: Sides<TableHead | null>;
  readonly candidates:
    | (Pick<StoredCandidates, 'fingerprint' | 'settings' | 'threshold' | 'isLearned' | 'run'> & {
        /** Absent where scores are the program's; the way back to them is a part of its own. */
        readonly learned?: Omit<LearnedReview, 'program'>;
        readonly leftCount: number;
        readonly rightCount: number;
        readonly pairs: number;
      })
    | null;
  /** Names of the parts that are adapters; absent where there are none. */
  readonly adapters?: readonly string[];
  /** SHA-256 of every other part, lower-case hex. */
  readonly sha256: Readonly<Record<string, string>>;
}

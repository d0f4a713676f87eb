import type { AliasGroup } from '../aliases/alias-group';
import type { RerankChoice } from '../candidates/rerank/reranker';
import type { StoredSorting } from '../classify/stored-sorting';
import { type Cleaning, NO_CLEANING } from '../cleaning/steps';
import type { ClusterSettings } from '../clusters/cluster-settings';
import type { ModelNote } from '../own-models/own-model';
import type { HeldRecipe } from '../recipe/recipe';
import type { StackSettings } from '../table/stack';
import type { AdapterNote } from '../tuning/adapter-note';
import type { Cardinality, Fingerprint, ModelId, ReadSettings, Side, Sides } from './types';

/** Which columns are compared with which: `left[i]` with `right[i]`. Further columns of the longer list stand alone. */
export type ComparedColumns = Sides<readonly string[]>;

export type ScoreKind = 'hybrid' | 'dense' | 'lexical';

/** Parts of the hybrid and lexical score that can be left out, to see what each brings. */
export const EVIDENCE_GROUP_NAMES = [
  'similarity',
  'lexical',
  'guard',
  'columns',
  'competition',
  'translation',
  'rerank',
] as const;
export type EvidenceGroup = (typeof EVIDENCE_GROUP_NAMES)[number];

/** Two records are only compared where every rule lets them: keys are trimmed, case folded cells, an empty key meets nothing. */
export interface BlockingRule {
  readonly left: string;
  readonly right: string;
  /** `exact`: equal keys. `prefix`: equal first `length` characters. `numeric-range`: numbers at most `tolerance` apart. */
  readonly key: 'exact' | 'prefix' | 'numeric-range';
  /** Characters of a prefix, at least 1. */
  readonly length?: number;
  /** Largest difference of a numeric range, at least 0. */
  readonly tolerance?: number;
}

/** A pair of columns that speaks for or against a candidate without being part of its text: a year, a country, a unit. */
export interface Qualifier {
  readonly left: string;
  readonly right: string;
  readonly kind: 'category' | 'number' | 'date';
  /** How much it counts, 0…5; 1 is the default. An empty cell counts neither way. */
  readonly weight: number;
}

/** A right table that is a terminology: several rows (aliases, in any languages) may have one concept id. */
export interface ConceptSettings {
  /** Right column that holds concept ids. */
  readonly id: string;
  /** Right column that holds semantic types; null where there is none. */
  readonly type: string | null;
  /** Types that may be candidates; empty lets all. */
  readonly types: readonly string[];
}

/** `deduplicate` compares the left table with itself; there is no right one. */
export type MatchTask = 'link' | 'deduplicate';

export interface MatchSettings {
  readonly task: MatchTask;
  readonly on: ComparedColumns;
  /** What is done to the cells of either table before anything compares them; the table itself stays as it is. */
  readonly cleaning: Cleaning;
  readonly cardinality: Cardinality;
  /** Most links of one record of each side where cardinality allows several; null is any number. */
  readonly limits: Sides<number | null>;
  /** Candidates kept for a left row, at least 1; at most 100 on the page, where a person looks through them. */
  readonly candidatesPerRow: number;
  /** Candidates below this match score are not kept; null keeps the best ones whatever their score. */
  readonly minimumScore: number | null;
  readonly score: ScoreKind;
  readonly model: ModelId;
  /** Id of the adapter that vectors of the model go through before they are compared; absent or null: none. */
  readonly adapter?: string | null;
  readonly device: 'auto' | 'wasm' | 'webgpu';
  readonly blocking: readonly BlockingRule[];
  /** Weight of a compared left column by name; absent means 1. */
  readonly weights: Readonly<Record<string, number>>;
  readonly qualifiers: readonly Qualifier[];
  /** Evidence that does not count; absent means that all does. */
  readonly without?: readonly EvidenceGroup[];
  /** What ranks the candidates of a row once more, together; absent means `DEFAULT_RERANK`. */
  readonly rerank?: RerankChoice | undefined;
  /** Words that mean the same, read as one word wherever texts are compared; absent means none. */
  readonly aliases?: readonly AliasGroup[] | undefined;
  /** Not null: right rows with the same concept id count as one record. */
  readonly concept: ConceptSettings | null;
  /** Links at or above; `auto` is the product's own; null keeps every link that cardinality allows. */
  readonly threshold: number | 'auto' | null;
}

export const DEFAULT_MODEL: ModelId = 'rowlink-small';
/** Embeds thousands of texts a second: for first candidates while the chosen model reads. */
export const QUICK_MODEL: ModelId = 'rowlink-instant';

export const DEFAULT_MATCH_SETTINGS: MatchSettings = {
  task: 'link',
  on: { left: [], right: [] },
  cleaning: NO_CLEANING,
  cardinality: 'one-to-one',
  limits: { left: null, right: null },
  candidatesPerRow: 10,
  minimumScore: null,
  score: 'hybrid',
  model: DEFAULT_MODEL,
  device: 'auto',
  blocking: [],
  weights: {},
  qualifiers: [],
  concept: null,
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
  /** Names of the source columns of tables that were stacked; absent for others. */
  readonly stacks?: Partial<Record<Side, StackSettings | null>>;
  /** A recipe that waits for its files, or whose work is not done yet. */
  readonly recipe?: HeldRecipe | null;
  readonly settings: MatchSettings;
  /** Which model is chosen, where that is one that somebody added: another browser may not have it. */
  readonly ownModel?: ModelNote | null;
  /** Which adapter is in force: another browser may not have it. */
  readonly adapter?: AdapterNote | null;
  /** Fingerprint of the candidates under review; null before the first match. */
  readonly candidates: Fingerprint | null;
  /** Candidates that are kept, those under review first: of other settings, to go back to. */
  readonly kept?: readonly Fingerprint[];
  /** About how many bytes the project takes in the browser. */
  readonly bytes?: number;
  /** How duplicates become clusters; absent in projects that link two tables, and before a person changed anything. */
  readonly clusters?: ClusterSettings;
  /** How the left table is sorted into categories, and what a person said of its rows; absent before anybody did. */
  readonly sorting?: StoredSorting;
  /** Name of the person who saved the project file; absent where none was given. */
  readonly reviewer?: string;
}
/**
 * Raise when an older app could not read what is stored. 3: the log of decisions has merges and entries taken back out of turn; 4: it
 * has notes, flags and "not in the other table".
 */
export const PROJECT_SCHEMA_VERSION = 4;

/** A project as an earlier version stored it, with what has been added since. Never changes what is there. */
export function upgradeProject(stored: Project): Project {
  if (stored.schemaVersion >= PROJECT_SCHEMA_VERSION && stored.settings.cleaning) return stored;
  return { ...stored, schemaVersion: PROJECT_SCHEMA_VERSION, settings: upgradeSettings(stored.settings) };
}

/** Settings that were stored before some of them existed. */
export function upgradeSettings(stored: Partial<MatchSettings>): MatchSettings {
  return { ...DEFAULT_MATCH_SETTINGS, ...stored };
}

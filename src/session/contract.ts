import type { StorageEstimate, StorageLeft, StorageWiped } from '../adapters/browser-storage';
import type { AliasGroup } from '../core/aliases/alias-group';
import type { AuditVerdict } from '../core/audit/audit-log';
import type { CleanedTable } from '../core/cleaning/clean-table';
import type { ClusterRule } from '../core/clusters/cluster-rule';
import type { ClusterSettings } from '../core/clusters/cluster-settings';
import type { ClusterSummary } from '../core/clusters/cluster-summary';
import type { ClusterBook, ClusterEntry } from '../core/clusters/edits';
import type { ClusterMergePlan } from '../core/clusters/merge-edits';
import type { PairGraph } from '../core/clusters/pair-graph';
import type { ClusterMembers } from '../core/clusters/partition';
import type { SettledClusters } from '../core/clusters/settle';
import type { DecisionAction, DecisionBook } from '../core/decisions/log';
import type { MergePlan } from '../core/decisions/merge';
import type { Remark } from '../core/decisions/remarks';
import type { ReviewedScores, SampleEstimate } from '../core/evaluation/sample/estimate-from-sample';
import type { ChosenTruth } from '../core/evaluation/truth-source';
import type { ClusterExportKind, LinkExportKind } from '../core/export/compose';
import type { JoinKind } from '../core/export/joined-table';
import type { ExportSurvey } from '../core/export/survey';
import type { FileForm } from '../core/export/write-file';
import type { GroupRates } from '../core/fairness/group-rates';
import type { LearnedReview } from '../core/learning/learned-review';
import type { Conflicts } from '../core/links/conflicts';
import type { AppError } from '../core/model/errors';
import type { RunRecord } from '../core/model/run-record';
import type { MatchSettings, MatchTask, Project } from '../core/model/settings';
import type { CandidateSet, Dataset, Decision, Link, ModelId, ReadSettings, Side, Sides } from '../core/model/types';
import type { TableDifference } from '../core/project-file/same-tables';
import type { MissingColumn } from '../core/recipe/fit-recipe';
import type { Recipe } from '../core/recipe/recipe';
import type { TruthFigures } from '../core/report/report-input';
import type { StackSettings } from '../core/table/stack';
import type { EvaluatedLinkage, StackFailure } from '../rpc/protocol';
import type { AliasDesk } from './aliases';
import type { SideDrift } from './comparing-groups';
import type { EndpointDesk } from './llm/llm-contract';
import type { OfflineDesk } from './offline';
import type { SortingDesk, SortingState } from './sorting-desk';
import type { TuningDesk, TuningState } from './tuning/tuning';

export type { ClusterExportKind, FileForm, LinkExportKind, StackFailure, StorageEstimate, StorageLeft, StorageWiped };

/** What the page knows of one side. */
export type SideState =
  | { readonly status: 'empty' }
  | {
      readonly status: 'reading';
      /** What is happening: another file is read first, this one is, its rows are put together, the table is written to storage. */
      readonly phase: 'waiting' | 'reading' | 'arranging' | 'keeping';
      readonly fileName: string;
      /** Bytes; `total` 0 where it is not known. */
      readonly done: number;
      readonly total: number;
      /** The table that is there until then, where the same file is read in another way. */
      readonly shown: Dataset | null;
    }
  | {
      readonly status: 'ready';
      readonly dataset: Dataset;
      readonly recordIdColumn: string | null;
      /** The file is at hand and can be read in another way; after a reload it is not. */
      readonly hasFile?: boolean;
      /** How it was stacked, and files that could not be read; only where it was, and the files are at hand. */
      readonly stack?: { readonly settings: StackSettings; readonly failures: readonly StackFailure[] };
    }
  | { readonly status: 'failed'; readonly fileName: string; readonly error: AppError };

export type MatchPhase = 'loading-model' | 'lexical' | 'embedding' | 'searching' | 'linking';

/** A match run. `rowsPerSecond` and `secondsLeft` are null until warm-up gives an honest figure. */
export type RunState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running';
      readonly phase: MatchPhase;
      readonly done: number;
      readonly total: number;
      readonly rowsPerSecond: number | null;
      readonly secondsLeft: number | null;
      /** True once provisional (lexical) candidates are in `review`. */
      readonly hasPreview: boolean;
      readonly isCancelling: boolean;
    }
  | { readonly status: 'failed'; readonly error: AppError };

/** What is under review. A new object on every change, so identity tells React; `book` is the same mutable book, `version` counts. */
export interface ReviewState {
  readonly candidates: CandidateSet;
  readonly settings: MatchSettings;
  /** Link threshold in force, 0…1. */
  readonly threshold: number;
  /** Links suggested by the engine after cardinality (before and apart from decisions): left row → right row → true. */
  readonly suggested: readonly Link[];
  /** Best suggested right row of each left row, −1 where none reaches the threshold or cardinality leaves none. */
  readonly suggestedOf: Int32Array;
  /** Left rows that lost their best candidate to others, and for each left row its place there, −1 where it lost nothing. */
  readonly conflicts: Conflicts;
  readonly conflictOf: Int32Array;
  readonly book: DecisionBook;
  readonly version: number;
  /** True while rows are still being embedded and scores will still improve. Decisions are possible already. */
  readonly isProvisional: boolean;
  /** Ranked anew by what was accepted. */
  readonly isLearned?: boolean;
  /** Scored anew by answers; absent where scores are the program's. */
  readonly learned?: LearnedReview;
  /** How they were found; absent in what earlier versions and scripts found. */
  readonly run?: RunRecord | undefined;
  /** True when the tables or settings changed since these candidates were found. */
  readonly isStale: boolean;
  /** Some rows were searched anew by themselves after a change: what is there is shown, not kept, and stale until the next match. */
  readonly isPatched?: boolean;
}

/** Clusters of one table. A new object on every change; `book` is the same mutable book, `version` counts. */
export interface ClusterReview {
  readonly graph: PairGraph;
  readonly rule: ClusterRule;
  /** In force, 0…1. */
  readonly threshold: number;
  readonly autoThreshold: number;
  /** With the surviving cells as the log has them. */
  readonly settings: ClusterSettings;
  /** Columns that were compared. */
  readonly on: readonly string[];
  readonly settled: SettledClusters;
  readonly members: ClusterMembers;
  readonly summary: ClusterSummary;
  readonly book: ClusterBook;
  readonly run?: RunRecord | undefined;
  readonly version: number;
  /** True when the table or the settings changed since. */
  readonly isStale: boolean;
}

export interface ClusterExportOptions {
  readonly kind: ClusterExportKind;
  readonly form: FileForm;
  /** For `deduplicated`: beside every cell, the record it came from. */
  readonly provenance: boolean;
}

/** What the screens do to clusters. */
export interface ClusterActions {
  /** Writes what `plan` makes of the log, then shows it. False where nothing changed or the tab is read-only. */
  edit(plan: (book: ClusterBook, at: string) => ClusterEntry | null): Promise<boolean>;
  /** What was taken back or done again; null when there is nothing. */
  undo(): Promise<ClusterEntry | null>;
  redo(): Promise<ClusterEntry | null>;
  /** Takes one earlier edit of the log back and leaves those after it. False where later ones stand in the way, or none of it is in force. */
  revert(seq: number): Promise<boolean>;
  /** Settles clusters on which reviewers differ: as they stand here, or as the other one has them. False where nothing was open. */
  keepMine(row: number): Promise<boolean>;
  takeTheirs(row: number, reviewer: string): Promise<boolean>;
  change(part: Partial<Omit<ClusterSettings, 'golden'>>): Promise<void>;
  exportFile(options: ClusterExportOptions, hooks?: ExportHooks): Promise<ExportOutcome | null>;
  surveyExport(options: ClusterExportOptions, signal: AbortSignal): Promise<ExportSurvey | null>;
}

/** A table as it is shown and as it is compared; both are the table of the side where nothing is cleaned. */
export interface CleanedSide {
  /** null where there is no table, or none that was cleaned yet; what an earlier list of steps made while `isWorking`. */
  readonly table: CleanedTable | null;
  readonly isWorking: boolean;
  readonly error: AppError | null;
}

/** A recipe that waits for files, or was applied to those of the open project. */
export interface RecipeState {
  /** Id of the project that it is for. */
  readonly project: string;
  readonly recipe: Recipe;
  /** Name of its file, or of the project that it comes from. */
  readonly from: string;
  /** Members that this version does not know. */
  readonly unknown: readonly string[];
  readonly missing: readonly MissingColumn[];
  readonly isApplied: boolean;
  /** null where it has no decisions, or they could not be looked for. `toReview`: left rows without a decision. */
  readonly carried: {
    readonly carried: number;
    readonly lost: number;
    readonly ambiguous: number;
    readonly toReview: number;
  } | null;
  /** Rows carried over as without a counterpart that are asked again after a match, as the right table has new rows; null before. */
  readonly askedAgain: number | null;
  /** What looks otherwise in these tables than in those that it was made with. */
  readonly drift: readonly SideDrift[];
}

/** Something to tell the person that is not tied to one screen. `code` is a key below `notices.` in the locale files. */
export interface Notice {
  readonly id: number;
  readonly level: 'info' | 'success' | 'warning' | 'error';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Set when the notice speaks of an error with its own three sentences. */
  readonly error: AppError | null;
}

export interface SessionState {
  readonly project: Project | null;
  /** Another tab holds the writing lock: look, but do not change. */
  readonly isReadOnly: boolean;
  /** `memory`: IndexedDB is unavailable or full; work is lost when the tab closes. `saving` is for the indicator. */
  readonly storage: 'persistent' | 'memory';
  readonly isSaved: boolean;
  /** When work was first kept in memory only, since the last project file was saved; ISO 8601, null where there is none. */
  readonly unsavedSince: string | null;
  readonly sides: Sides<SideState>;
  readonly cleaned: Sides<CleanedSide>;
  readonly run: RunState;
  readonly review: ReviewState | null;
  /** Duplicates within the left table; null where two tables are linked, and before the first run. */
  readonly clusters: ClusterReview | null;
  readonly recipe: RecipeState | null;
  /** Words that mean the same in all projects of this browser, and whether the last change of any can be taken back. */
  readonly aliases: { readonly shared: readonly AliasGroup[]; readonly canUndo: boolean };
  readonly notices: readonly Notice[];
  /** A project file that waits for its passphrase, what was wrong with the one given last, and whether it came to be merged. */
  readonly sealed: { readonly file: File; readonly error: AppError | null; readonly isToMerge: boolean } | null;
  /** Files that wait for an answer to where they go; null where there are none. */
  readonly offered: readonly File[] | null;
  /** A project file whose decisions could be merged into the open project. */
  readonly merge: MergeOffer | null;
  /** Name under which decisions are written; empty where none was given. */
  readonly reviewer: string;
  /** An adapter that is trained, and what the last training came to. */
  readonly tuning: TuningState;
  readonly sorting: SortingState;
  /** How many files of links were saved since the page was loaded, and what the last one holds. */
  readonly exported: { readonly count: number; readonly kind: LinkExportKind | null };
}

export interface MergeOffer {
  readonly fileName: string;
  /** Name that the file gives; empty where it gives none. */
  readonly reviewer: string;
  /** Why the decisions of the file do not speak of the rows here; empty where they do. */
  readonly differences: readonly TableDifference[];
  /** What merging would do; null where it cannot be, and where the open project looks for duplicates. */
  readonly plan: MergePlan | null;
  /** The same for edits of clusters; null where two tables are linked. */
  readonly clusters: ClusterMergePlan | null;
  /** False where the file was dropped, and may as well be opened as a project of its own. */
  readonly isAsked: boolean;
}

/** Files for one side. */
export interface PlacedFiles {
  readonly files: readonly File[];
  /** They go below the table that is there instead of taking its place. */
  readonly isBelow: boolean;
}

/** What a run found, apart from how. */
export interface FoundLinks {
  readonly candidates: CandidateSet;
  readonly links: readonly Link[];
  readonly threshold: number;
}

export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly changedAt: string;
  /** About how much it takes in the browser; null for a project that an earlier version stored. */
  readonly bytes: number | null;
  readonly leftRows: number;
  readonly rightRows: number;
  readonly model: ModelId;
  /** Id of the adapter in force, or null. */
  readonly adapter: string | null;
}

export interface ExportOptions {
  readonly kind: LinkExportKind;
  /** A `workbook` is XLSX whatever it says. */
  readonly form: FileForm;
  /** For `joined`. */
  readonly join: JoinKind;
  /** `accepted`: pairs a person accepted. `suggested`: those and, for rows without a decision, the links the engine suggests. */
  readonly include: 'accepted' | 'suggested';
}
export interface ExportOutcome {
  readonly fileName: string;
  /** Of the (first) table. */
  readonly rows: number;
  readonly bytes: number;
  /** Of the file, lower-case hex. */
  readonly sha256: string;
  readonly neutralised: number;
  /** Cells cut to what the format can hold, and cells with a broken character that it cannot hold. */
  readonly shortened: number;
  readonly replaced: number;
}
/** The signal ends the writing; nothing is saved then. Progress is in rows. */
export interface ExportHooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ReportOptions {
  /** Ten links or clusters with their cells, which are nowhere else in it. */
  readonly withExamples: boolean;
  /** Of the links against known answers; null where there are none. */
  readonly truth: TruthFigures | null;
}

/** What was asked for, or why it could not be had. */
export type Outcome<T> = { readonly value: T; readonly error: null } | { readonly value: null; readonly error: AppError };

/** A truth for what is under review. */
export interface ReviewEvaluation {
  readonly source: ChosenTruth;
  readonly coverage: 'all' | 'listed';
  /** Which links are measured, as for the export. */
  readonly include: ExportOptions['include'];
}

/** Everything the screens can ask for. One per page. Methods never reject for expected trouble: it arrives in the state. */
export interface Session {
  readonly state: () => SessionState;
  subscribe(listener: () => void): () => void;

  listProjects(): Promise<readonly ProjectSummary[]>;
  newProject(): Promise<void>;
  openProject(id: string): Promise<boolean>;
  deleteProject(id: string): Promise<void>;
  /** Any project that is listed, or the open one. */
  renameProject(id: string, name: string): Promise<void>;
  /** Offers all of the project as one file; its size in bytes, or null where that failed. `passphrase` null: anyone can open it. */
  saveProjectFile(passphrase: string | null): Promise<{ readonly fileName: string; readonly bytes: number } | null>;
  /** Saves the log of decisions, or of edits to clusters, whose lines hold on to each other; null where that failed. */
  saveAuditLog(): Promise<{ readonly fileName: string; readonly entries: number; readonly hash: string } | null>;
  verifyAuditLog(file: File): Promise<Outcome<AuditVerdict>>;
  /** Opens the project file in `sealed`; false where the passphrase is wrong. */
  openSealed(passphrase: string): Promise<boolean>;
  /** Leaves the project file in `sealed` alone. */
  leaveSealed(): void;
  estimateStorage(): Promise<StorageEstimate>;
  /** Asks the browser not to clear what is stored when space runs short. */
  askToPersist(): Promise<boolean>;
  /** Keeps work in this browser from now on, where an edition does not do so by itself. False where that failed; it is said why. */
  keepInBrowser(): Promise<boolean>;
  /** Removes every project and all else that is kept in this browser; what was found, and what is left, which should be nothing. The page must be loaded anew. */
  wipeStorage(): Promise<StorageWiped>;

  /**
   * Two files fill left and right, one fills the first empty side; a project file is opened. Where that leaves a question, the files
   * are `offered` instead: more than two, several in a folder or for one table, one where every side has a table.
   */
  addFiles(files: readonly File[], isFolder?: boolean): Promise<void>;
  /** Reads the offered files: one file becomes a table, several are stacked. Sides without any stay. */
  placeFiles(placed: Sides<PlacedFiles>): Promise<void>;
  /** Leaves the offered files alone. */
  leaveOffered(): void;
  /** Stacks these sheets of the file of a side. */
  stackSheets(side: Side, sheets: readonly string[]): Promise<void>;
  /** Stacks the files of a side anew, with other names of the source columns or without them. */
  restack(side: Side, settings: StackSettings): Promise<void>;
  setFile(side: Side, file: File): Promise<void>;
  /** Reads the same file again with other settings (sheet, encoding, delimiter, header row); where that fails, the table stays. */
  reread(side: Side, settings: ReadSettings): Promise<void>;
  /** Ends the reading of a file, or the wait for it: the side is as it was before. */
  cancelReading(side: Side): void;
  clearSide(side: Side): Promise<void>;
  swapSides(): Promise<void>;
  loadSamples(): Promise<void>;
  /** One sample table that holds duplicates. */
  loadDuplicateSample(): Promise<void>;
  /** Link two tables, or find duplicates in the left one. */
  chooseTask(task: MatchTask): Promise<void>;

  updateSettings(patch: Partial<MatchSettings>): Promise<void>;
  startMatch(): Promise<void>;
  /** A new project out of tables and candidates that a script found. */
  openResult(datasets: Sides<Dataset>, found: FoundLinks, settings: MatchSettings): Promise<void>;
  cancelMatch(): void;
  /** Ranks all candidates anew by the names of right rows and by the left rows accepted for them. For reference lists. */
  learnFromAccepted(): Promise<void>;
  /** Refits the scores of all candidates to the decisions so far. False where nothing came of it: too few answers, or read-only. */
  learnFromAnswers(): Promise<boolean>;
  /** Goes back to the program's own scores. Decisions stay. */
  forgetAnswers(): Promise<boolean>;

  /** Writes the decision, with notes and flags, then shows it. False where nothing changed or the tab is read-only. */
  decide(action: DecisionAction, changes: readonly Decision[], remarks?: readonly Remark[]): Promise<boolean>;
  /** The left row that was changed, to bring it back into view; null when there is nothing to undo. */
  undo(): Promise<number | null>;
  redo(): Promise<number | null>;
  /** Takes one earlier entry of the log back and leaves those after it. False where nothing of it is in force. */
  revert(seq: number): Promise<boolean>;
  setThreshold(threshold: number): Promise<void>;

  /** The name under which decisions are written from now on, in this browser. */
  setReviewer(name: string): void;
  /** A file that was dropped where tables have no place: a project is opened, or offered for merging; of others is said where they go, and they are left. */
  takeDropped(file: File): Promise<boolean>;
  /** Keeps the adapter of a file and says what came of it; false for a file that is not named like one. */
  takeAdapter(file: File): Promise<boolean>;
  /** Shows what merging the decisions of another reviewer's project file would do, in `merge`; asks for its passphrase first if need be. */
  offerMerge(file: File): Promise<void>;
  /** Merges the file in `merge` under the name of its reviewer. False where nothing was new. */
  mergeDecisions(reviewer: string): Promise<boolean>;
  /** Opens the file in `merge` as a project of its own. */
  openOffered(): Promise<void>;
  leaveMerge(): void;
  /** Settles a record on which reviewers differ: as it stands here, or as the other one decided. False where nothing was open. */
  keepMine(left: number): Promise<boolean>;
  takeTheirs(left: number, reviewer: string): Promise<boolean>;

  /** Writes the file in a worker and offers it for saving; null where that failed or was cancelled. */
  exportFile(options: ExportOptions, hooks?: ExportHooks): Promise<ExportOutcome | null>;
  /** What the file would hold; null where there is nothing to export, or the signal came first. */
  surveyExport(options: ExportOptions, signal: AbortSignal): Promise<ExportSurvey | null>;
  /** Offers a methods report of what is found and decided; its name, or null where it could not be written. */
  saveReport(options: ReportOptions): Promise<string | null>;
  /** Reads a table that is no part of the project, such as a truth or a crosswalk. */
  readTable(file: File): Promise<Outcome<Dataset>>;
  /** Accuracy of what is under review. The signal ends it without an answer that matters. */
  evaluateReview(request: ReviewEvaluation, signal: AbortSignal): Promise<Outcome<EvaluatedLinkage>>;
  /** Where in a file, or (null) in a column of the left table, the truth is likely to stand. */
  guessTruth(table: Dataset | null, signal: AbortSignal): Promise<Outcome<ChosenTruth>>;
  /** Precision and recall at `thresholds` (ascending) from what is decided of a sample. The signal ends it without an answer that matters. */
  estimateAccuracy(review: ReviewedScores, thresholds: readonly number[], signal: AbortSignal): Promise<Outcome<SampleEstimate>>;
  /** What came of the rows of a side by the values of one of its columns. The signal ends it without an answer that matters. */
  groupRates(side: Side, column: string, signal: AbortSignal): Promise<Outcome<readonly GroupRates[]>>;
  readonly clusters: ClusterActions;
  /** Words that mean the same. */
  readonly aliases: AliasDesk;
  /** What the page keeps of itself for work without a network, and newer versions of it. */
  readonly offline: OfflineDesk;
  /** Trains adapters. */
  readonly tuning: TuningDesk;
  /** The left table sorted into categories. */
  readonly sorting: SortingDesk;
  /** Endpoints of language models; null but in the connected edition. */
  readonly endpoints: EndpointDesk | null;
  /** Offers the settings as a recipe file, with what is decided if asked for. */
  saveRecipe(options: {
    readonly kind: 'recipe' | 'python';
    readonly withDecisions: boolean;
  }): Promise<{ readonly fileName: string; readonly decisions: number } | null>;
  /** A new project with the settings of this one, and its decisions for the rows that come again. */
  startNextFiles(): Promise<void>;
  /** A column of the recipe has another name in the tables at hand. */
  renameInRecipe(side: Side, from: string, to: string): Promise<void>;
  leaveRecipe(): void;
  dismissNotice(id: number): void;
}

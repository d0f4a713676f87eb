import type { AliasGroup } from '../core/aliases/alias-group';
import type { AliasedSettings } from '../core/aliases/apply-aliases';
import type { AliasRowCounts } from '../core/aliases/count-alias-rows';
import type { AliasReading } from '../core/aliases/read-alias-table';
import type { AliasSuggestion } from '../core/aliases/suggest-aliases';
import type { AuditLog, AuditSubject, AuditVerdict } from '../core/audit/audit-log';
import type { Sealed } from '../core/audit/chain';
import type { BlockingReport } from '../core/candidates/blocking/blocking';
import type { RowExplanation } from '../core/candidates/explain-rows';
import type { FoundRows } from '../core/candidates/find-rows';
import type { SettledRows } from '../core/candidates/rerank/gather-choices';
import type { LearnedWeights } from '../core/candidates/rerank/learn-reranker';
import type { ComparedSide } from '../core/checks/check-compared';
import type { RowFinding } from '../core/checks/findings';
import type { ClassifierWeights } from '../core/classify/classifier-weights';
import type { ClassifiedRows, ClassifyRowsSettings, KnownRows, RowClasses } from '../core/classify/classify-rows';
import type { AcceptedRow } from '../core/classify/prototypes';
import type { RowLabels } from '../core/classify/read-labels';
import type { CleanedColumns } from '../core/cleaning/clean-table';
import type { CleaningPreview } from '../core/cleaning/preview';
import type { CleaningStep } from '../core/cleaning/steps';
import type { CleaningSuggestion } from '../core/cleaning/suggest-steps';
import type { ClusterRuleSettings } from '../core/clusters/cluster-rule';
import type { DistinctRows } from '../core/clusters/distinct-rows';
import type { ClusterEntry } from '../core/clusters/edits';
import type { ApartColumns } from '../core/clusters/exact-duplicates';
import type { MergeOrder } from '../core/clusters/merge-order';
import type { PairGraph } from '../core/clusters/pair-graph';
import type { TablePortrait } from '../core/drift/text-portrait';
import type { ClusterErrorColumns } from '../core/evaluation/cluster-error-columns';
import type { ClusterAccuracy } from '../core/evaluation/cluster-metrics';
import type { ClusterTruthColumns } from '../core/evaluation/cluster-truth';
import type { ClusterTruthSource } from '../core/evaluation/cluster-truth-source';
import type { AccuracyCurve, CurvePoint, ThresholdCurve } from '../core/evaluation/curve';
import type { LinkageEvaluation, LinkageToEvaluate } from '../core/evaluation/evaluate-linkage';
import type { FindingColumns } from '../core/evaluation/finding-columns';
import type { RecordIds } from '../core/evaluation/guess-truth';
import type { LearnedPairScores, PairExamples } from '../core/evaluation/pair-scores';
import type { ReviewedScores, SampleEstimate } from '../core/evaluation/sample/estimate-from-sample';
import type { GuessedColumn, GuessedFile, TruthSource } from '../core/evaluation/truth-source';
import type { ComposedFile, ExportRequest } from '../core/export/compose';
import type { ExportSurvey } from '../core/export/survey';
import type { GroupRates, RowResults } from '../core/fairness/group-rates';
import type { AnsweredPairs } from '../core/learning/answered-pairs';
import type { LearnedReview, ProgramScores } from '../core/learning/learned-review';
import type { AskedLinks } from '../core/links/auto-threshold';
import type { ChainRule } from '../core/links/chain';
import type { ChainAnswer } from '../core/links/chain-columns';
import type { CrosswalkColumns } from '../core/links/crosswalk-table';
import type { LinkSettings } from '../core/links/suggest-links';
import type { ErrorCode, ErrorParams } from '../core/model/errors';
import type { BlockingRule, MatchSettings, ScoreKind } from '../core/model/settings';
import type {
  CandidateSet,
  Cardinality,
  CellColumn,
  Dataset,
  Link,
  ModelId,
  ProgressUnit,
  ReadSettings,
  Side,
  Sides,
  SourceFile,
} from '../core/model/types';
import type { ModelManifest } from '../core/models/model-manifest';
import type { ProjectContents } from '../core/project-file/contents';
import type { MapLayout, MapReading } from '../core/projection/record-map';
import type { FoundFile } from '../core/proof/file-list';
import type { Carried, StandingVerdict } from '../core/recipe/carry';
import type { CarriedDecisions, KeyedDecision } from '../core/recipe/recipe';
import type { ReportInput } from '../core/report/report-input';
import type { FolderWishes } from '../core/sharing/adapter-to-share';
import type { SharedFile } from '../core/sharing/sentence-modules';
import type { TableLook } from '../core/table/look-at-table';
import type { TableSketch } from '../core/table/sketch';
import type { StackSettings } from '../core/table/stack';
import type { RowTexts } from '../core/text/row-texts';
import type { Adapter, AdapterBase, AdapterCalibration, TrainingSummary } from '../core/tuning/adapter';
import type { LabelledPairs, ReadPairs } from '../core/tuning/labelled-pairs';
import type { TuningOptions } from '../core/tuning/options';
import type { TrainingProgress } from '../core/tuning/trainer';
import type { CacheHit, EncodingDevice, EncodingRuntime, PlacedModel } from '../core/vectors/encoder';
import type { EncodingWork } from '../core/vectors/encoding-work';
import type { ProbeOptions } from '../core/weak-spots/probes';
import type { WeakSpotReport } from '../core/weak-spots/weak-spots';
import type { PreparedModel } from '../jobs/prepare-model';

/** An attempt to reach another place. Blocked: the browser reported that the policy forbade it; any other failure proves nothing. */
export interface Attempt {
  readonly isBlocked: boolean;
  /** The directive that the browser named, or null. */
  readonly directive: string | null;
}

/** Vectors of some texts: `indices[i]` owns row i of `data`. */
export interface VectorShard {
  readonly indices: Uint32Array;
  readonly dimensions: number;
  readonly data: Float32Array;
}

/** A model, and where its folder is served, with a closing slash. */
export interface ModelAddress {
  readonly model: ModelId;
  readonly modelRoot: string;
  /** The files of a model that does not come with the page, `manifest.json` among them, by path: then the folder is not asked. */
  readonly files?: Readonly<Record<string, Blob>>;
}

export interface PlanRequest extends ModelAddress {
  readonly texts: readonly string[];
  readonly useCache: boolean;
  /** Vectors of different devices are kept apart. */
  readonly device: EncodingDevice;
}
/** Distinct texts are numbered by first occurrence. */
export interface PlanAnswer {
  /** Distinct text d is at `places[placeStarts[d]] … places[placeStarts[d + 1] - 1]` of the texts asked for. */
  readonly places: Uint32Array;
  readonly placeStarts: Uint32Array;
  /** Where the cache has vectors. */
  readonly hits: readonly CacheHit[];
  /** What it has not. */
  readonly work: EncodingWork;
  /** The distinct text that each text of `work` is. */
  readonly order: Uint32Array;
  /** Texts of `work` that are so long that some of their tokens were left out. */
  readonly shortened: number;
  readonly model: ModelDescription;
  readonly isCacheAvailable: boolean;
}

/** Why WebGPU is not used: no adapter, one in software, wrong vectors, no gain, another failure, or lost in the middle of a run. */
export type WebGpuRefusal = 'absent' | 'software' | 'self-test' | 'slower' | 'failed' | 'lost';

export interface LoadRequest extends ModelAddress {
  readonly device: EncodingDevice;
  /** WebGPU is used wherever it is right, however slow. */
  readonly isDeviceRequired: boolean;
  /** Threads that would do the work on WebAssembly. */
  readonly rivals: number;
}
/** A refused device loads nothing. */
export type LoadAnswer =
  | { readonly model: ModelDescription; readonly runtime?: EncodingRuntime }
  | { readonly refused: WebGpuRefusal };

export interface EmbedRequest extends LoadRequest {
  readonly work: EncodingWork;
  readonly useCache: boolean;
}
export interface EmbedAnswer {
  readonly dimensions: number;
  /** Vectors of the first `done` texts of the work, row-major. */
  readonly data: Float32Array<ArrayBuffer>;
  readonly done: number;
  /** Why not all were done. */
  readonly stopped: 'device-lost' | 'out-of-memory' | null;
}
export type ModelDescription = PlacedModel;

/** Two tables for one worker to find candidates in, as often as `find` is called afterwards. */
export interface OpenRequest {
  /** The columns that the settings name; the right one is not read when the left table is compared with itself. */
  readonly tables: Sides<Dataset>;
  readonly settings: MatchSettings;
  /** What vectors of the chosen model go through as they are taken. */
  readonly adapter?: Adapter | null;
  /** Pairs will be explained. */
  readonly isToExplain?: boolean;
}
export interface OpenAnswer {
  /** Distinct texts to embed; no right ones when a table is compared with itself. */
  readonly textCounts: Sides<number>;
}

/** Models whose vectors will do, told apart by device, in order of preference. */
export interface RecallRequest extends ModelAddress {
  readonly source: VectorSource;
  readonly devices: readonly EncodingDevice[];
}

/** Which of two models made a vector: the chosen one, or the quick one that comes first. */
export type VectorSource = 'chosen' | 'quick';

export interface TakeRequest {
  readonly source: VectorSource;
  /** Indices count the distinct texts of the open tables: left texts first, then right ones. */
  readonly shard: VectorShard;
}

export interface FindRequest {
  /** What to go by: letters alone, or the vectors that were taken, by the quick or by the chosen model. */
  readonly basis: 'letters' | 'quick' | 'chosen';
  readonly links: AskedLinks;
}
export interface FindAnswer {
  readonly candidates: CandidateSet;
  readonly links: readonly Link[];
  readonly searchMs: number;
  readonly scoreMs: number;
  readonly linkMs: number;
}

/** Tables with the columns that the rules name. The same table on both sides is compared with itself. */
export interface BlockingRequest {
  readonly tables: Sides<Dataset>;
  readonly rules: readonly BlockingRule[];
}

/** Vectors as a model made them, and what they go through before they are compared. */
export interface GivenVectors {
  readonly shards: readonly VectorShard[];
  readonly adapter?: Adapter | null;
}

/** `shards` are of the texts of both sides, left ones first. */
export interface ScorePairsRequest extends GivenVectors {
  readonly texts: Sides<RowTexts>;
  /** Rows to compare, pair by pair; null: all pairs of the left rows, and there are no right texts. */
  readonly pairs: Sides<Uint32Array> | null;
  readonly score: ScoreKind;
}

export interface LearnPairScoresRequest extends Omit<ScorePairsRequest, 'pairs' | 'score'> {
  readonly pairs: Sides<Uint32Array>;
  readonly examples: PairExamples;
}

export interface LinkRequest {
  readonly candidates: CandidateSet;
  readonly settings: LinkSettings;
  readonly concepts?: CellColumn;
}

/** `shards` as in `ScorePairsRequest`. */
export interface LearnRequest extends GivenVectors {
  readonly texts: Sides<RowTexts>;
  readonly accepted: readonly AcceptedRow[];
  readonly candidatesPerRow: number;
  readonly links: AskedLinks;
}

export interface ClassifyRequest extends ClassifyRowsSettings, GivenVectors {
  /** Texts of rows, then texts of classes. */
  readonly texts: readonly string[];
}

export interface ApplyClassifierRequest extends Pick<KnownRows, 'textOf'>, GivenVectors {
  readonly texts: readonly string[];
  readonly weights: ClassifierWeights;
  readonly temperature: number;
}

export interface CachedVectors {
  readonly dimensions: number;
  readonly data: Float32Array<ArrayBuffer>;
}

/** Of the tables only the columns that are compared, of `named` and of a truth file those that the source names. */
export interface EvaluateRequest extends Omit<LinkageToEvaluate, 'truth' | 'ids'> {
  readonly source: TruthSource;
}
export interface EvaluatedLinkage extends Omit<LinkageEvaluation, 'findings'> {
  readonly findings: FindingColumns;
  /** Rows of the truth, and whether non-matches are listed in it too. */
  readonly truthRows: number;
  readonly isLabelled: boolean;
}
export interface EvaluatedClusters {
  readonly accuracy: ClusterAccuracy;
  /** The worst first. */
  readonly errors: ClusterErrorColumns;
  /** Ids of the truth that are not in the table, or in several clusters: how many, and the first. */
  readonly notes: Readonly<Record<'unknownIds' | 'contradicted', { readonly count: number; readonly example: string }>>;
  /** Number of the true cluster of every row, −1 where it is not known. */
  readonly truthOf: Int32Array<ArrayBuffer>;
}
/** Where labelled pairs stand. `rows`: each row of a table is a pair, both sides of it in columns of that table. */
export interface LabelPairsRequest {
  readonly source:
    | { readonly kind: 'truth'; readonly truth: TruthSource; readonly tables: Sides<Dataset> }
    | { readonly kind: 'clusters'; readonly truth: ClusterTruthSource; readonly table: Dataset }
    | { readonly kind: 'rows'; readonly table: Dataset; readonly label: string | null };
  readonly isOneTable: boolean;
}

export interface ClusterCurveRequest {
  readonly graph: PairGraph;
  readonly order: MergeOrder | null;
  readonly settings: ClusterRuleSettings;
  /** What a person changed. */
  readonly entries: readonly ClusterEntry[];
  readonly truthOf: Int32Array;
  readonly thresholds: readonly number[];
}
export interface EvaluatedScores {
  readonly truePairs: number;
  readonly averagePrecision: number;
  readonly curve: ThresholdCurve;
  readonly best: CurvePoint | null;
}

export interface ClusterRequest {
  readonly candidates: CandidateSet;
  readonly rule: ClusterRuleSettings;
}
export interface ClusterAnswer {
  readonly graph: PairGraph;
  /** null for a method without one. */
  readonly order: MergeOrder | null;
  /** The threshold that `auto` stands for in this table. */
  readonly autoThreshold: number;
}

/** Files, or sheets of one, to become one table. */
export interface StackRequest {
  readonly parts: readonly {
    readonly source: SourceFile;
    readonly settings: ReadSettings;
    /** What the source column says. */
    readonly label: string;
  }[];
  readonly settings: StackSettings;
}
/** A file that could not be read, and why. */
export interface StackFailure {
  readonly label: string;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}
export interface StackAnswer {
  readonly dataset: Dataset;
  readonly failures: readonly StackFailure[];
}

/** Files by path within their folder, with `/`. */
export type GivenFiles = Readonly<Record<string, Blob>>;

/** A model whose files were looked at: described, hashed, and without the files that it does not need. */
export interface CheckedModel {
  readonly manifest: ModelManifest;
  readonly files: GivenFiles;
}

/** Of `rows` with a known partner: for how many it comes first, by vectors alone. */
export interface TunedCheck {
  readonly rows: number;
  readonly before: number;
  readonly after: number;
}

export interface TunedAdapter {
  readonly adapter: Adapter | null;
  readonly summary: TrainingSummary;
  readonly calibration: AdapterCalibration;
  /** Weights of compared left columns, 0…5, where they help on the validation entities; else null. */
  readonly columnWeights: Readonly<Record<string, number>> | null;
}

export interface ProbeRequest extends ProbeOptions {
  /** Columns of the file that settings and cleaning read, of the rows to look in. */
  readonly table: Dataset;
  readonly settings: MatchSettings;
  readonly side: Side;
  readonly adapter: Adapter | null;
}

export interface PackRequest {
  readonly contents: ProjectContents;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  /** null: anyone can open the file. */
  readonly passphrase: string | null;
}

/** The one contract between the page and its workers: method → request and answer. */
export interface MethodMap {
  /** `isBare`: without its sketch, which costs a look at every cell. */
  read: { request: { source: SourceFile; settings: ReadSettings; isBare?: boolean }; answer: Dataset };
  /** Of the table only the columns that the steps read need cells. */
  clean: { request: { table: Dataset; steps: readonly CleaningStep[] }; answer: CleanedColumns };
  /** A table to look at, with `previewCleaning` and `suggestCleaning`. */
  openToClean: { request: { table: Dataset }; answer: null };
  /** Rows in which each group has a word; of the tables only the columns that the settings name. */
  countAliases: {
    request: { tables: Sides<Dataset>; groups: readonly AliasGroup[]; settings: MatchSettings };
    answer: AliasRowCounts;
  };
  /** Rows that a word of any group stands in; of the tables only the columns that the settings read. */
  findTouched: {
    request: { tables: Sides<Dataset>; groups: readonly AliasGroup[]; settings: MatchSettings };
    answer: Sides<Uint32Array<ArrayBuffer>>;
  };
  /** Words that mean the same, from a table that was read without a header. */
  readAliases: { request: { table: Dataset; isOneWay: boolean }; answer: AliasReading };
  /** Words that the rows of pairs show in each other's place, by what is compared with the aliases of the settings. */
  suggestAliases: {
    request: { tables: Sides<Dataset>; pairs: Sides<Uint32Array>; settings: MatchSettings };
    answer: readonly AliasSuggestion[];
  };
  /** The steps on the first `most` rows. */
  previewCleaning: { request: { steps: readonly CleaningStep[]; most: number }; answer: CleaningPreview };
  suggestCleaning: { request: null; answer: readonly CleaningSuggestion[] };
  stack: { request: StackRequest; answer: StackAnswer };
  /** Of the tables only the columns whose cells name a row, in their order. */
  keyVerdicts: {
    request: { tables: Sides<Dataset>; key: string; verdicts: readonly StandingVerdict[] };
    answer: Pick<CarriedDecisions, 'list' | 'known'>;
  };
  /** Rows that were not in the table of a recipe. */
  findNewRows: { request: { table: Dataset; key: string; known: string }; answer: Uint32Array };
  carryDecisions: {
    request: { tables: Sides<Dataset>; key: string; decisions: readonly KeyedDecision[]; cardinality: Cardinality };
    answer: Carried;
  };
  plan: { request: PlanRequest; answer: PlanAnswer };
  readVectors: { request: { block: number; rows: Uint32Array }; answer: CachedVectors | null };
  load: { request: LoadRequest; answer: LoadAnswer };
  embed: { request: EmbedRequest; answer: EmbedAnswer };
  /** Tries a model that was just added, and finds out what is kept with it. */
  prepareModel: { request: ModelAddress; answer: PreparedModel };
  open: { request: OpenRequest; answer: OpenAnswer };
  /** The distinct texts of the open tables, in the order of `TakeRequest`. */
  texts: { request: null; answer: Sides<readonly string[]> };
  /** Takes vectors out of the cache where it has one for every text; answers with the model that made them, else null. */
  recall: { request: RecallRequest; answer: ModelDescription | null };
  take: { request: TakeRequest; answer: null };
  /** Lets the open tables and their vectors go. */
  close: { request: null; answer: null };
  find: { request: FindRequest; answer: FindAnswer };
  /** Searches the open tables once more, by letters or by the vectors that were taken, and keeps what explains every pair. */
  prepareToExplain: { request: Pick<FindRequest, 'basis'>; answer: null };
  /** Fits a re-ranker to settled rows of the open tables, by the chosen model's vectors, starting from `given` (one weight a feature). */
  learnReranker: { request: { settled: SettledRows; given: Float64Array }; answer: LearnedWeights };
  /** `shown`: the program's score of the pair, NaN where there is none. */
  explainRows: { request: { left: number; right: number; shown: number }; answer: RowExplanation };
  /** One table to search by hand; `compared` has the columns `on` as they are compared. */
  openToFind: {
    request: {
      shown: Dataset;
      compared: Dataset;
      on: readonly string[];
      aliased?: AliasedSettings;
      adapter?: Adapter | null;
    };
    answer: null;
  };
  findWords: { request: { query: string; most: number }; answer: FoundRows };
  /** Takes vectors of all its texts out of the cache; false where one is missing. */
  recallToFind: { request: Omit<RecallRequest, 'source'>; answer: boolean };
  /** Its distinct texts, for vectors made now, which come by `takeToFind`. */
  textsToFind: { request: null; answer: readonly string[] };
  takeToFind: { request: VectorShard; answer: null };
  /** null where vectors were not taken. */
  findNearest: { request: { query: Float32Array; most: number }; answer: FoundRows | null };
  /** Tables to draw a map of, by the columns `on`; `right` null: of one table. */
  openToMap: {
    request: {
      left: Dataset;
      right: Dataset | null;
      on: Sides<readonly string[]>;
      aliased?: AliasedSettings;
      adapter?: Adapter | null;
    };
    answer: { textCounts: Sides<number> };
  };
  textsToMap: { request: null; answer: Sides<readonly string[]> };
  /** Takes vectors of all texts out of the cache; false where one is missing. */
  recallToMap: { request: Omit<RecallRequest, 'source'>; answer: boolean };
  /** Indices as in `TakeRequest`. */
  takeToMap: { request: VectorShard; answer: null };
  /** By the vectors that were taken, else by letters. */
  startMap: { request: { seed: number }; answer: MapLayout };
  refineMap: { request: { milliseconds: number }; answer: MapLayout };
  readMap: { request: null; answer: MapReading };
  /**
   * Tables with the columns that are compared, right null: one table. `variants`: texts that somebody made up, each left one a match of
   * the right one in its place.
   */
  openToTune: {
    request: {
      left: Dataset;
      right: Dataset | null;
      on: MatchSettings['on'];
      variants?: Sides<readonly string[]>;
      /** Variants are made of rows of the right table, or of the one, and learned from instead of pairs. */
      variantSeed?: number | undefined;
    };
    answer: { textCounts: Sides<number> };
  };
  /** Distinct texts of rows, and variants after them. */
  textsToTune: { request: null; answer: Sides<readonly string[]> };
  /** Takes vectors of all texts out of the cache; false where one is missing. */
  recallToTune: { request: Omit<RecallRequest, 'source'>; answer: boolean };
  /** Indices as in `TakeRequest`. */
  takeToTune: { request: VectorShard; answer: null };
  /** Once all vectors are there. Rows of the open tables. @throws AppError `adapter/too-few-pairs` */
  startTuning: { request: { pairs: LabelledPairs; options: TuningOptions }; answer: TrainingProgress };
  goOnTuning: { request: { milliseconds: number }; answer: TrainingProgress };
  /** Labelled rows whose best neighbour is right, without and with what was learned. */
  checkTuned: { request: { pairs: LabelledPairs }; answer: TunedCheck };
  /** What is best so far; it need not be done. `adapter` null: none is better than no adapter. */
  finishTuning: { request: { name: string; base: AdapterBase; createdAt: string }; answer: TunedAdapter };
  /** Rows of one table to look in, of which variants are made and looked for; answers with all texts that need vectors. */
  openToProbe: { request: ProbeRequest; answer: readonly string[] };
  /** Indices count these texts. */
  takeToProbe: { request: VectorShard; answer: null };
  /** By the vectors that were taken, else by letters. */
  probe: { request: null; answer: WeakSpotReport };
  /** The files of the model in a zip. */
  unpackModel: { request: { file: SourceFile }; answer: GivenFiles };
  /** `name`: what to call it where its files do not say. */
  checkModel: { request: { files: GivenFiles; name: string }; answer: CheckedModel };
  /** The files of a folder with a model and its adapter, for this and other programs. */
  composeShare: { request: { address: ModelAddress; adapter: Adapter; wishes: FolderWishes }; answer: readonly SharedFile[] };
  /** The same files as a zip, below a folder of that name. */
  packShare: { request: { name: string; files: readonly SharedFile[] }; answer: Blob };
  /** SHA-256 of each file, in hexadecimal digits. */
  hashShare: { request: { files: readonly SharedFile[] }; answer: readonly string[] };
  /** SHA-256 of files of the page below the address `folder`, past the browser's cache. */
  hashFiles: { request: { folder: string; paths: readonly string[] }; answer: readonly FoundFile[] };
  /** Tries to reach another place from within a worker, which the policy has to forbid. */
  reachOutside: { request: null; answer: Attempt };
  reportBlocks: { request: BlockingRequest; answer: BlockingReport };
  /** Of the table only the columns that are named; an answer a list of columns. */
  composeTexts: { request: { table: Dataset; on: readonly (readonly string[])[] }; answer: readonly RowTexts[] };
  scorePairs: { request: ScorePairsRequest; answer: Float32Array };
  learnPairScores: { request: LearnPairScoresRequest; answer: LearnedPairScores };
  classify: { request: ClassifyRequest; answer: ClassifiedRows };
  applyClassifier: { request: ApplyClassifierRequest; answer: RowClasses };
  readLabels: { request: { table: Dataset; column: string }; answer: RowLabels };
  evaluate: { request: EvaluateRequest; answer: EvaluatedLinkage };
  guessTruthFile: { request: { table: Dataset; tables: Sides<Dataset>; recordIds: RecordIds }; answer: GuessedFile };
  guessTruthColumn: { request: { tables: Sides<Dataset>; recordIds: RecordIds }; answer: GuessedColumn };
  evaluateClusters: {
    /** Of the table only the columns that the source names. */
    request: { source: ClusterTruthSource; table: Dataset; found: Uint32Array };
    answer: EvaluatedClusters;
  };
  guessClusterColumns: {
    request: { file: Dataset; table: Dataset; recordId: string | null };
    answer: ClusterTruthColumns;
  };
  /** Of the tables only the columns that the source names. */
  labelPairs: { request: LabelPairsRequest; answer: ReadPairs & { readonly entities: number } };
  /** Clusters by number; `truthOf` −1 where the true one is not known. */
  measurePartition: { request: { found: Uint32Array; truthOf: Int32Array }; answer: ClusterAccuracy };
  clusterCurve: { request: ClusterCurveRequest; answer: AccuracyCurve };
  /** `isTrue`: 1 for a match. */
  evaluateScores: { request: { scores: Float64Array; isTrue: Uint8Array }; answer: EvaluatedScores };
  estimateSample: {
    request: { readonly review: ReviewedScores; readonly thresholds: readonly number[] };
    answer: SampleEstimate;
  };
  /** A table of one column, and what came of each of its rows. */
  groupRates: { request: { readonly table: Dataset; readonly results: RowResults }; answer: readonly GroupRates[] };
  /** Of the table only the columns to look at. */
  portray: { request: { readonly table: Dataset }; answer: TablePortrait };
  cluster: { request: ClusterRequest; answer: ClusterAnswer };
  /** `columns` null: guessed. Of the tables only the columns that are named. */
  chain: {
    request: { tables: readonly Dataset[]; columns: readonly CrosswalkColumns[] | null; rule: ChainRule };
    answer: ChainAnswer;
  };
  guessCrosswalks: { request: { tables: readonly Dataset[] }; answer: readonly CrosswalkColumns[] };
  /** `concepts`: right rows with equal cells there count as one record. */
  link: { request: LinkRequest; answer: readonly Link[] };
  look: { request: { table: Dataset }; answer: TableLook };
  sketch: { request: { table: Dataset }; answer: TableSketch };
  /** Rows to look at before a run: of a table on its own, or by what is compared of it. */
  check: {
    request: { table: Dataset } & ({ recordId: string | null } | { compared: ComparedSide });
    answer: readonly RowFinding[];
  };
  distinctRows: {
    request: { table: Dataset; columns: readonly string[]; apart: ApartColumns };
    answer: { firstOf: Uint32Array<ArrayBuffer>; distinct: DistinctRows };
  };
  export: { request: ExportRequest; answer: ComposedFile };
  surveyExport: { request: ExportRequest; answer: ExportSurvey };
  /** A methods report as HTML. */
  report: { request: ReportInput; answer: string };
  pack: { request: PackRequest; answer: Uint8Array<ArrayBuffer> };
  writeAudit: { request: { readonly subject: AuditSubject; readonly entries: readonly Sealed[] }; answer: AuditLog };
  verifyAudit: { request: SourceFile; answer: AuditVerdict };
  unpack: { request: { source: SourceFile; passphrase: string | null }; answer: ProjectContents };
  /** `candidates` as they are shown; `program` the way back from learned ones, null where they are the program's. */
  learnAnswers: {
    request: LinkRequest & { readonly program: ProgramScores | null; readonly answers: AnsweredPairs };
    answer: Omit<LearnedReview, 'wasRanked'> & { readonly candidates: CandidateSet; readonly links: readonly Link[] };
  };
  forgetAnswers: {
    request: LinkRequest & { readonly program: ProgramScores };
    answer: { readonly candidates: CandidateSet; readonly links: readonly Link[] };
  };
  /** Vectors under the adapter, row-major, in an array of their own. */
  adaptVectors: { request: { data: Float32Array; adapter: Adapter }; answer: Float32Array };
  learn: { request: LearnRequest; answer: { candidates: CandidateSet; links: readonly Link[] } };
}
export type Method = keyof MethodMap;

export type ToWorker =
  | { readonly kind: 'call'; readonly id: number; readonly method: Method; readonly request: unknown }
  | { readonly kind: 'cancel'; readonly id: number };

export type FromWorker =
  /** The name of a lock that the worker holds for as long as it lives. */
  | { readonly kind: 'alive'; readonly lock: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly code: ErrorCode; readonly params: ErrorParams }
  | {
      readonly kind: 'progress';
      readonly id: number;
      readonly done: number;
      readonly total: number;
      readonly unit: ProgressUnit;
    };

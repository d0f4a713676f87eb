import type { LearningReport } from '../../core/candidates/score/learned/learn-score';
import type { Classifier, PlainReport } from '../../core/classify/classifier';
import type { TokenPrices } from '../../core/llm/endpoint';
import type { LlmPlan } from '../../core/llm/task';
import type { AppError } from '../../core/model/errors';
import type { LlmUsage } from '../../session/llm/llm-contract';

/** A table for a script: CSV text with a header row, a file, columns with rows, or records. Cells are taken as text. */
export type TableInput =
  | string
  | Blob
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | readonly Readonly<Record<string, unknown>>[];

export interface MatchOptions {
  /** Columns to compare, by the same names on both sides. Absent: suggested, as on the page. */
  readonly on?: readonly string[];
  readonly leftOn?: readonly string[];
  readonly rightOn?: readonly string[];
  /**
   * What is done to cells before they are compared, in order: a list for both tables, or one for each. Tables and downloads keep their
   * own cells; columns that `split` and `join` make can be compared, and stand at the end of their table in a download.
   */
  readonly cleaning?:
    | readonly CleaningOption[]
    | { readonly left?: readonly CleaningOption[]; readonly right?: readonly CleaningOption[] };
  /** Default `m:m` for `k` above 1, else `m:1`. */
  readonly cardinality?: '1:1' | '1:m' | 'm:1' | 'm:m';
  /** Candidates of a left row, at least 1, default 10. More than the right table has gives fewer. */
  readonly k?: number;
  /** Links at or above, 0…1; default `auto`; null links whatever the cardinality allows. */
  readonly threshold?: number | 'auto' | null;
  /** Candidates below this score are left out, 0…1; default null keeps the best `k` whatever their score. */
  readonly minimumScore?: number | null;
  /**
   * Rows only meet where all rules let them. `exact` (default): equal keys. `prefix`: equal first `length` characters, default 3.
   * `numeric-range`: numbers at most `tolerance` apart, default 0. Keys are compared without regard to case, width and white space.
   */
  readonly blocking?: readonly {
    readonly left: string;
    readonly right: string;
    readonly key?: 'exact' | 'prefix' | 'numeric-range';
    readonly length?: number;
    readonly tolerance?: number;
  }[];
  /** How much each compared left column counts, 0…5, by name; absent is 1. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Evidence that does not count: `similarity`, `lexical`, `guard`, `columns`, `competition`. */
  readonly without?: readonly string[];
  /** Columns that speak for or against a pair without being compared as text; an empty cell counts neither way. Weight 0…5. */
  readonly qualifiers?: readonly {
    readonly left: string;
    readonly right: string;
    readonly kind?: 'category' | 'number' | 'date';
    readonly weight?: number;
  }[];
  /**
   * Words that mean the same, as groups of two or more (`['IBM', 'International Business Machines']`) or with more said of them: `oneWay`
   * where all words but the last abbreviate it, `column` where they count in one compared column only. Whole words are found whatever
   * their case and accents, the longest phrase first. Words that two groups read differently are left as they are. Default none; what
   * the page has taught is not used.
   */
  readonly aliases?: readonly AliasOption[];
  /** Most links of one row of each side where the cardinality allows several; absent or null is any number. */
  readonly limits?: { readonly left?: number | null; readonly right?: number | null };
  /**
   * The right table is a terminology: rows with the same id (aliases, in any languages) are one concept, of which the best alias is the
   * candidate. `types` lets only rows of these types be candidates; a cell may name several, apart by `;` or `|`.
   */
  readonly concept?: { readonly id: string; readonly type?: string; readonly types?: readonly string[] };
  readonly score?: 'hybrid' | 'dense' | 'lexical';
  /** A model that comes with Rowlink; `endpoint` for the one that the endpoint in use has for vectors, which sends what is compared. */
  readonly model?: string;
  /**
   * An adapter of this browser by its id, or by its name where one alone has it: vectors of the model go through it before they are
   * compared. Without `model` its own model is taken. Null or absent: none.
   */
  readonly adapter?: string | null;
  /**
   * What ranks the candidates of a row once more, together, in the hybrid score of a linkage: `shipped` (weights fitted on public tasks),
   * `usual` (the same, only with models that it helps clearly; the default), `off`, or the contents of a file of such weights. Absent: `usual`.
   */
  readonly rerank?: 'usual' | 'shipped' | 'off' | RerankerOption | null;
  readonly device?: 'auto' | 'wasm' | 'webgpu';
  /** Keep vectors in IndexedDB for the next run, default true. */
  readonly cache?: boolean;
  /** Most threads that embed at once, at least 1. Absent: one for each core of the machine, up to four. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { stage: string; done: number; total: number }) => void;
}

/** One group of {@link MatchOptions.aliases}. */
export type AliasOption =
  | readonly string[]
  | { readonly words: readonly string[]; readonly oneWay?: boolean; readonly column?: string };

/** Weights of {@link MatchOptions.rerank}, each from 0 to 50; see `docs/file-formats.md`. */
export interface RerankerOption {
  readonly version: 1;
  readonly name: string;
  readonly purpose?: string;
  readonly weights: RerankWeightsOption;
  /** Of one model by its id, in the place of those above. */
  readonly models?: Readonly<Record<string, RerankWeightsOption>>;
}
export type RerankWeightsOption = Readonly<
  Partial<Record<'leastInRow' | 'restInRow' | 'leastInColumn' | 'categorySimilarity', number>>
>;

/** One step of {@link MatchOptions.cleaning}; `column` is short for one of `columns`. */
export type CleaningOption = ({ readonly column: string } | { readonly columns: readonly string[] }) &
  (
    | { readonly kind: 'spaces' | 'accents' | 'legal-forms' | 'titles' }
    | { readonly kind: 'case'; readonly to?: 'lower' | 'upper' | 'title' }
    /** `countryCode`: of numbers without one, such as `'49'`. */
    | { readonly kind: 'phone'; readonly countryCode?: string }
    /** `order` reads `3/4/2024`; without it such dates stay as they are. */
    | { readonly kind: 'date'; readonly order?: 'day-first' | 'month-first' }
    | { readonly kind: 'keep'; readonly what?: 'digits' | 'letters' | 'letters-and-digits' }
    | {
        readonly kind: 'replace';
        readonly find: string;
        readonly by?: string;
        readonly isRegex?: boolean;
        readonly ignoreCase?: boolean;
      }
    /** `at`: numbers of characters from the beginning, where there is no separator. */
    | { readonly kind: 'split'; readonly separator?: string; readonly at?: readonly number[]; readonly into: readonly string[] }
    | { readonly kind: 'join'; readonly separator?: string; readonly into: string }
  );

export interface AggregateOptions extends MatchOptions {
  /** Most categories of a row, default 1. */
  readonly labels?: number;
  /** 0-based rows of the fine and of the coarse table that belong together. */
  readonly examples?: readonly { readonly left: number; readonly right: number }[];
}

/** Rows are 0-based; candidates by left row, then rank from 1; links by left row, then right row. */
export interface MatchResult {
  readonly candidates: readonly {
    readonly left: number;
    readonly right: number;
    readonly rank: number;
    readonly score: number;
    readonly similarity: number | null;
    readonly lexical: number | null;
  }[];
  readonly links: readonly { readonly left: number; readonly right: number; readonly score: number }[];
  readonly threshold: number;
  /**
   * Left rows whose best candidate reaches the threshold but went to another left row. `gap` is the score of the row that has it
   * less that of the loser, below 0 where all links together gain by it.
   */
  readonly conflicts: readonly {
    readonly left: number;
    readonly right: number;
    readonly lostTo: number;
    readonly gap: number;
  }[];
  /** What blocking did; null without it. Rows with an empty key are in the tables, but have no candidates. */
  readonly blocking: {
    readonly pairCount: number;
    readonly allPairs: number;
    /** Share of all pairs that was cut off, 0…1. */
    readonly shareCut: number;
    readonly emptyLeft: readonly number[];
    readonly emptyRight: readonly number[];
    /** Rows whose key no row of the other side has. */
    readonly unpairedLeft: readonly number[];
    readonly unpairedRight: readonly number[];
  } | null;
  /** Left rows of `mergeRange` that may have more pairs than were kept; empty when all pairs are there. */
  readonly truncated: readonly number[];
  /** Milliseconds. */
  readonly timings: Readonly<Record<'parse' | 'embed' | 'search' | 'score' | 'link' | 'total', number>>;
  readonly model: {
    readonly id: string;
    readonly sha256: string;
    readonly device: string;
    readonly threads: number /** Why WebGPU was not used, or not to the end. */;
    readonly fallback: string | null;
  };
  readonly settings: object;
}

/** Options of the functions that judge pairs or rows of one table. */
export interface JudgeOptions extends Pick<MatchOptions, 'model' | 'adapter' | 'device' | 'cache' | 'signal' | 'onProgress'> {
  /** Default `hybrid`: meaning and spelling together. `dense` is the cosine of the vectors. */
  readonly score?: 'hybrid' | 'dense' | 'lexical';
}

/**
 * What is right, for {@link Rowlink.evaluate}. Of a linkage: a table of two columns of ids (and a column of labels, if there are
 * non-matches too), `{ column }` of the left table that holds right ids, or `{ pairs }` of 0-based rows. Of scores: 1 or 0 a row.
 * Of clusters: the true cluster of every row, null where it is not known.
 */
export type TruthInput =
  | TableInput
  | { readonly column: string }
  | { readonly pairs: readonly { readonly left: number; readonly right: number; readonly isMatch?: boolean }[] }
  | readonly (number | boolean)[]
  | readonly (string | number | null)[];

export interface EvaluateOptions {
  /** Columns of the tables that ids refer to. Absent: those that the truth's values occur in. */
  readonly leftId?: string;
  readonly rightId?: string;
  /** Columns of a truth table. Absent: guessed by values and headers. */
  readonly truthLeft?: string;
  readonly truthRight?: string;
  readonly label?: string;
  /** `all` (default): left rows that the truth does not list have no partner. `listed`: nothing is known of them. */
  readonly coverage?: 'all' | 'listed';
  readonly signal?: AbortSignal;
}

/** What is compared is said as for `merge`. Exactly one of `pairs`, `clusters` and `truth` says what belongs together. */
export interface TrainModelOptions
  extends Pick<
      MatchOptions,
      'on' | 'leftOn' | 'rightOn' | 'cleaning' | 'model' | 'device' | 'cache' | 'cardinality' | 'signal' | 'onProgress'
    >,
    Pick<EvaluateOptions, 'leftId' | 'rightId' | 'truthLeft' | 'truthRight' | 'label'> {
  /** 0-based rows; `isMatch` false for a pair that does not belong together, default true. */
  readonly pairs?: readonly { readonly left: number; readonly right: number; readonly isMatch?: boolean }[];
  /** Of one table: the column that names the cluster of each row, or a name a row, null where it is not known. */
  readonly clusters?: string | readonly (string | number | null)[];
  /** Pairs of ids, as `evaluate` reads them. */
  readonly truth?: TableInput | { readonly column: string };
  /** How the adapter is called from now on, default `adapter`; `merge` finds it by this name where no other has it, else by its id. */
  readonly adapterName?: string;
  /** Same tables, pairs and seed: same weights. A whole number, default 1. */
  readonly seed?: number;
  /** Default `both`. */
  readonly loss?: 'supervised-contrastive' | 'online-contrastive' | 'both';
  /** Passes over the pairs at most; absent: by their number. It ends earlier where pairs held out get no better. */
  readonly epochs?: number;
  /** Share of records held out, above 0 and below 1, default 0.2. Few pairs are checked in turn instead. */
  readonly validationShare?: number;
  /** After every pass, and once before the first. */
  readonly onRound?: (round: TrainingRound) => void;
}

export interface TrainingRound {
  /** 0 before the first. */
  readonly epoch: number;
  /** Mean loss of the pairs that it learned from; null before the first. */
  readonly loss: number | null;
  /** On records held out, against their nearest candidates. */
  readonly recallAt1: number;
  readonly meanReciprocalRank: number;
}

export interface TrainedModel {
  /** Id of the adapter, which is kept in this browser; null where none was better than the model alone. */
  readonly adapter: string | null;
  readonly report: {
    readonly isBetter: boolean;
    /** Weights of compared left columns with which more is found, for the option `weights`; null where equal weights do as well. */
    readonly columnWeights: Readonly<Record<string, number>> | null;
    /** Rows that it was trained and checked among, where the tables have more than 20,000 a side; else null. */
    readonly sampled: { readonly rows: number; readonly all: number } | null;
    /** How records held out find their partner among all of these records, without the adapter and with it. */
    readonly before: ValidationReport;
    readonly after: ValidationReport;
    readonly curve: readonly TrainingRound[];
    readonly epochs: number;
    readonly keptEpoch: number;
    readonly loss: string;
    readonly seed: number;
    /** Pairs that match and that do not, and the different things among the matches. */
    readonly matches: number;
    readonly others: number;
    readonly entities: number;
  };
}

export interface ValidationReport {
  readonly queries: number;
  readonly recallAt1: Estimate;
  readonly meanReciprocalRank: Estimate;
}

/** A share with its 95 % confidence interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
/** Columnar, highest threshold first. */
export interface Curve {
  readonly threshold: Float32Array;
  readonly precision: Float32Array;
  readonly recall: Float32Array;
  readonly f1: Float32Array;
}
export interface Figures {
  readonly truePairs: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  /** Links that the truth says nothing of. */
  readonly unjudged: number;
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly f1: Estimate;
  readonly recallAt: readonly (Estimate & { readonly k: number })[];
  readonly meanReciprocalRank: number;
  readonly averagePrecision: number;
  readonly curve: Curve;
  /** Chosen on the truth itself: an upper bound. */
  readonly best: { readonly threshold: number; readonly precision: number; readonly recall: number; readonly f1: number } | null;
}
/** Figures with all of the truth; `withoutSuspects` leaves out the rows that the audit names. Nothing else is left out. */
export interface LinkageReport extends Figures {
  readonly withoutSuspects: Figures;
  /** Rows of the truth that look wrong: 0-based row of the truth, a code, and the same as a sentence. */
  readonly audit: readonly {
    readonly row: number;
    readonly leftId: string;
    readonly rightId: string;
    readonly reason: string;
    readonly text: string;
    readonly otherRow: number | null;
    readonly betterRow: number | null;
  }[];
  readonly suspects: number;
}
export interface ScoreReport {
  readonly truePairs: number;
  readonly averagePrecision: number;
  readonly curve: Curve;
  readonly best: Figures['best'];
}
export interface ClusterReport {
  /** Over pairs of rows. */
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly f1: Estimate;
  /** Averages over rows. */
  readonly bCubed: { readonly precision: number; readonly recall: number; readonly f1: number };
  readonly records: number;
}

export interface ChainPath {
  readonly left: string;
  readonly right: string;
  readonly score: number;
  /** Ids in between. */
  readonly via: readonly string[];
  /** Number of ways between the two ids. */
  readonly paths: number;
}
export interface ChainReport {
  readonly links: readonly ChainPath[];
  readonly otherPaths: readonly ChainPath[];
  /** `step` is the 0-based crosswalk; `right`: the next one does not go on from the id; `left`: the one before does not lead to it. */
  readonly gaps: readonly { readonly step: number; readonly side: 'left' | 'right'; readonly id: string }[];
}

/** A label by its name alone, or with what belongs there. */
export type LabelInput = string | { readonly name: string; readonly description?: string | readonly string[] };

interface LearningOptions extends JudgeOptions {
  readonly labels?: readonly LabelInput[];
  readonly labelColumn?: string;
  readonly examples?: readonly { readonly row: number; readonly label: string }[];
  /** Of the cross-validation; 2…50, default 10, and 5 with `examples` alone. */
  readonly folds?: number;
  /** By which folds are dealt; default 1. */
  readonly seed?: number;
}

export interface ClassifyOptions extends LearningOptions {
  /** Columns to read. May be left out with a `classifier`: then those that it was trained on. */
  readonly on?: string | readonly string[];
  readonly classifier?: Classifier | string | Blob;
  /** Rows whose probability is lower get the label `''`; 0…1, default 0. `report.abstention` tells what that buys. */
  readonly abstainBelow?: number;
}

export interface ClassifyAnswer {
  readonly labels: string[];
  readonly probabilities: number[];
  /** Labels without regard to `abstainBelow`. */
  readonly suggestions: string[];
  /** What the column or an example says; `''` where neither does. */
  readonly given: string[];
  readonly classes: readonly string[];
}

export interface TrainClfOptions extends LearningOptions {
  readonly on: string | readonly string[];
  /** Of the classifier; default: the label column. */
  readonly name?: string;
}

/** Figures of held-out rows, intervals of 95 %. */
export interface ClfReport extends Omit<PlainReport, 'classes'> {
  readonly classes: readonly (PlainReport['classes'][number] & { readonly label: string })[];
  /** Rows whose label looks wrong, most likely first. */
  readonly suspects: readonly {
    readonly row: number;
    readonly given: string;
    readonly predicted: string;
    readonly probability: number;
  }[];
}

export interface Embedded {
  readonly dimensions: number;
  /** Row-major, one normalised vector a text, in the order given; zero for an empty text. */
  readonly data: Float32Array;
  readonly model: object;
}

/** Options for one table; `on` names its columns, `k` (default 20) is how many partners of a row are looked at. */
export interface ClusterOptions extends Omit<MatchOptions, 'leftOn' | 'rightOn' | 'cardinality'> {
  /** Default `average`: a row joins where its mean score with the cluster reaches the threshold. */
  readonly method?: 'average' | 'complete' | 'components' | 'density';
  /** For `density`: other rows that must be near to make a core row, default 2. */
  readonly minimumNeighbours?: number;
}

export interface ClusteredRows {
  /** Cluster of every row, numbered from 0 by first row. Rows without a duplicate have one of their own. */
  readonly clusterOf: number[];
  /** The first row of every cluster, ascending. */
  readonly kept: number[];
  /** In force; for `auto` the one at which the clusters are best told apart. */
  readonly threshold: number;
  /** Milliseconds. */
  readonly timings: Readonly<Record<'parse' | 'embed' | 'search' | 'score' | 'cluster' | 'total', number>>;
  readonly model: MatchResult['model'];
  readonly settings: object;
}

/** An adapter of this browser: what it is for, and how it came to be, in counts and figures alone. */
export interface AdapterDescription {
  readonly id: string;
  readonly name: string;
  readonly base: { readonly model: string; readonly sha256: string; readonly dimensions: number };
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly training: object;
}

export interface EndpointOptions {
  /** Where paths begin, such as `http://localhost:11434/v1`; without a path `/v1` is meant. */
  readonly address: string;
  /** Sent as `Authorization: Bearer …`; absent where the server wants none. */
  readonly key?: string | null;
  readonly model?: string;
  readonly embeddingModel?: string;
  /** For a million tokens. */
  readonly prices?: TokenPrices | null;
  /** Default 20, at most 100. */
  readonly rowsPerRequest?: number;
  /** Default 2, at most 16. */
  readonly requestsAtOnce?: number;
  /** Tokens that the model takes at once, default 8192. */
  readonly contextTokens?: number;
}

export interface LlmOptions {
  /** What to do with a row, or what makes two rows the same, in plain words. */
  readonly prompt?: string;
  /** Rows or pairs of one request, 1…100; default as `useEndpoint` has it. */
  readonly batchSize?: number;
  /** Sends nothing: the answer has the plan. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { stage: string; done: number; total: number }) => void;
}

export interface TransformRowsOptions extends LlmOptions {
  /** Columns that are sent; others never are. */
  readonly on: string | readonly string[];
  /** A row as text with places such as `{name}`; absent sends cells by column names. */
  readonly template?: string;
  /** Default `transformed_` and the names of `on`. */
  readonly outputColumn?: string;
  /** Several new columns at once. */
  readonly outputColumns?: readonly string[];
}

export interface TransformedRows {
  readonly columns: string[];
  readonly rows: string[][];
  /** 0-based rows whose new cells are empty because there was nothing to ask or no answer. */
  readonly unanswered: number[];
  /** Of a `dryRun`, else null. */
  readonly plan: LlmPlan | null;
  readonly usage: LlmUsage;
}

export interface MergeKJudgeOptions extends MatchOptions, Omit<LlmOptions, 'signal' | 'onProgress'> {
  /** Columns that are sent, default those that are compared. */
  readonly judgeOn?: { readonly left: readonly string[]; readonly right: readonly string[] };
  /** Rows of `judged` with less confidence, or without a judgement, are left out. */
  readonly confidenceThreshold?: number | null;
}

export interface JudgedRow {
  readonly left: number;
  readonly right: number;
  readonly rank: number;
  readonly score: number;
  /** null where the model gave no answer. */
  readonly is_match: boolean | null;
  /** As the model says, 0…1. */
  readonly confidence: number | null;
  readonly reason: string | null;
}

export interface JudgedResult extends MatchResult {
  readonly judged: readonly JudgedRow[];
  readonly plan: LlmPlan | null;
  readonly usage: LlmUsage;
}

/** `window.rowlink`. Every promise rejects with an {@link AppError}. Names follow LinkTransformer's functions. */
export interface Rowlink {
  readonly version: string;
  readonly ready: Promise<void>;
  merge(left: TableInput, right: TableInput, options?: MatchOptions): Promise<MatchResult>;
  /** The `k` nearest right rows of every left row, without assignment. */
  mergeKnn(left: TableInput, right: TableInput, options: MatchOptions & { readonly k: number }): Promise<MatchResult>;
  /**
   * Every pair with a score of at least `threshold`, at most 1,000 for a left row, and less above 20,000 left
   * rows; rows that reach the limit are in `truncated`.
   */
  mergeRange(left: TableInput, right: TableInput, options: MatchOptions & { readonly threshold: number }): Promise<MatchResult>;
  /**
   * Fine rows to their one coarse row, or to up to `labels` of them above the threshold. With `examples`, rows whose category is known,
   * a category is compared by its name and by its examples, which keep it; `score` then says how sure it is among the categories.
   */
  aggregateRows(fine: TableInput, coarse: TableInput, options?: AggregateOptions): Promise<MatchResult>;
  /**
   * Joins two or more crosswalks A→B, B→C, … on the ids they share. `product` (default) multiplies scores, `minimum` takes the
   * weakest. Of several ways between two ids the best is in `links`, the others in `otherPaths`; `gaps` are ids at which it breaks off.
   */
  chain(
    crosswalks: readonly TableInput[],
    options?: {
      readonly rule?: 'product' | 'minimum';
      /** Columns of each crosswalk. Absent: guessed. */
      readonly columns?: readonly { readonly left: string; readonly right: string; readonly score?: string | null }[];
    },
  ): Promise<ChainReport>;
  /** Accuracy of an answer against what is right, and for a linkage an audit of the truth itself. */
  evaluate(result: MatchResult, truth: TruthInput, options?: EvaluateOptions): Promise<LinkageReport>;
  evaluate(result: { readonly scores: readonly number[] }, truth: readonly (number | boolean)[]): Promise<ScoreReport>;
  evaluate(result: { readonly clusterOf: readonly number[] }, truth: readonly (string | number | null)[]): Promise<ClusterReport>;
  /** Finds duplicates within one table: one row of each cluster is kept. */
  dedupRows(table: TableInput, options?: ClusterOptions): Promise<ClusteredRows>;
  clusterRows(table: TableInput, options?: ClusterOptions): Promise<ClusteredRows>;
  /**
   * A score for every row of a table that holds pairs, 0…1: how well `leftOn` agrees with `rightOn`, judged alone. Equal texts have 1,
   * an empty cell on either side 0. With `examples` (0-based rows whose answer is known, at least three of each) the score is learned
   * from them and is a probability; that of an example comes from a score that did not learn from it. `learned` says which kind of
   * score did best on examples held out. Not with `score: 'dense'`.
   */
  evaluatePairs(
    table: TableInput,
    options: JudgeOptions & {
      readonly leftOn: string | readonly string[];
      readonly rightOn: string | readonly string[];
      readonly examples?: readonly { readonly row: number; readonly isMatch: boolean }[];
    },
  ): Promise<{ readonly scores: number[]; readonly learned: LearningReport | null }>;
  /**
   * The same score for all pairs of rows of one table, `scores[i * size + j]`: symmetric, 1 on the diagonal. At most 16,384 rows.
   */
  allPairComboEvaluate(
    table: TableInput,
    options: JudgeOptions & { readonly on: string | readonly string[] },
  ): Promise<{ readonly scores: Float32Array; readonly size: number }>;
  /**
   * A label for every row, with its probability, 0…1. `labels` alone: the most similar name and description wins, and probabilities only
   * order. With `examples` (0-based rows whose label is known) or a `labelColumn` (filled in some rows or all) a classifier is trained
   * and its probabilities are calibrated; labels that only those have are added, and names and descriptions are examples too. Rows
   * with a label in the column are told by a classifier that has not seen them, so that errors show: compare `labels` with `given`.
   * With a `classifier` of `trainClfModel`, by that one. A row without text has the label `''` and probability 0.
   */
  classifyRows(table: TableInput, options: ClassifyOptions): Promise<ClassifyAnswer>;
  /**
   * Trains a classifier on rows whose label is known and tells by cross-validation what it is worth. `classifier` is a plain object:
   * `JSON.stringify` saves it, and `classifyRows` takes it, its text or its file.
   */
  trainClfModel(
    table: TableInput,
    options: TrainClfOptions,
  ): Promise<{ readonly classifier: Classifier; readonly report: ClfReport }>;
  /**
   * Fits the model to pairs that somebody knows: trains an adapter on its vectors, checks it on records that it did not learn from, and
   * keeps it in this browser where it is better than the model alone; `merge(…, { adapter })` and all other functions that compare then
   * use it. `right` null: pairs or clusters are of one table. At least 8 pairs that match.
   */
  trainModel(left: TableInput, right: TableInput | null, options: TrainModelOptions): Promise<TrainedModel>;
  /**
   * Rows worth a look before a run: empty and repeated ones, missing and repeated ids; with `on` also rows with nothing to compare or no
   * key, rows that are alike in all that is compared, and rows that cannot be linked with certainty whatever the other table holds.
   */
  checkTable(table: TableInput, options?: CheckOptions): Promise<{ readonly rows: number; readonly findings: TableFinding[] }>;
  /**
   * Uses a server that speaks the OpenAI protocol: one on this computer, or a company's gateway. Sends nothing. The key stays in the memory
   * of the page. Only in the connected edition, and only for origins that its content security policy names, as are all six below;
   * elsewhere they reject with `llm/not-here`.
   */
  useEndpoint(
    options: EndpointOptions,
  ): Promise<{ readonly origin: string; readonly base: string; readonly isThisComputer: boolean }>;
  /** Names of the endpoint's models. Sends no row. */
  endpointModels(): Promise<readonly string[]>;
  /** Leave to send cells of columns of these names to the endpoint in use, until `withdrawConsent` or the end of the page. */
  consent(options: {
    readonly columns: string | readonly string[];
  }): Promise<{ readonly origin: string; readonly columns: string[] }>;
  withdrawConsent(): Promise<void>;
  /**
   * A language model rewrites every row: the table with one or more new columns at its end, which may go on to `merge` as it is. Equal rows
   * are asked once, and answers are kept in this browser. Rows without text, and those without an answer, have empty cells there.
   * Rejects with `llm/no-consent` before anything is sent where `consent` does not cover `on`.
   */
  transformRows(table: TableInput, options: TransformRowsOptions): Promise<TransformedRows>;
  /**
   * `mergeKnn`, then a language model judges each of the best `k` candidates (default 3): `judged` has a row a candidate, with what the
   * model says. Its confidence is no probability. `links` and `candidates` are those of the run: nothing is decided by the model.
   */
  mergeKJudge(left: TableInput, right: TableInput, options?: MergeKJudgeOptions): Promise<JudgedResult>;
  /** With `model: 'endpoint'` leave is given for the column name `texts`. */
  embed(
    texts: readonly string[],
    options?: Pick<MatchOptions, 'model' | 'adapter' | 'device' | 'cache' | 'workers' | 'signal' | 'onProgress'>,
  ): Promise<Embedded>;
  /** Adapters of this browser, the last added first; any of them can be `adapter` of a run. */
  adapters(): Promise<readonly AdapterDescription[]>;
  /** Keeps the adapter of a `.adapter.safetensors` file; one that is here already stays as it is. */
  addAdapter(file: Blob): Promise<AdapterDescription>;
  /** Goes on with a result in the review screen, as a new project. */
  open(result: MatchResult): void;
  /**
   * Saves both tables joined by the links; `.xlsx` gives a workbook, `.parquet` Parquet, `.jsonl` JSON Lines, `.tsv` text with tabs, any
   * other name CSV. Answers with what was written, once the browser has it.
   */
  download(result: MatchResult, fileName: string, options?: DownloadOptions): Promise<DownloadOutcome>;
}

/** Options of a run in which the table is the left one; what they say of a right table does not count. Default cardinality `1:1`. */
export interface CheckOptions
  extends Pick<MatchOptions, 'on' | 'cleaning' | 'cardinality' | 'threshold' | 'blocking' | 'qualifiers' | 'weights' | 'signal'> {
  /** The column that names the records; suggested where left out. */
  readonly id?: string;
}

export interface TableFinding {
  readonly kind:
    | 'empty-rows'
    | 'repeated-rows'
    | 'repeated-ids'
    | 'empty-ids'
    | 'nothing-compared'
    | 'empty-keys'
    | 'alike'
    | 'unlinkable';
  readonly column: string | null;
  readonly count: number;
  /** 0-based rows: those of a group are alike, the largest group first. One group where rows stand alone. */
  readonly groups: readonly (readonly number[])[];
  /** Of unlinkable rows: how many rows look the same, the row itself included; 0 for nothing to compare or no key. */
  readonly alike?: readonly number[];
}

export interface DownloadOptions {
  /** Default `joined`. */
  readonly table?: 'joined' | 'crosswalk' | 'unmatched-left' | 'unmatched-right';
  /** Which rows without a link a joined table keeps: default `inner` (none), for `mergeKnn` and `mergeRange` `left`. */
  readonly join?: 'inner' | 'left' | 'right' | 'full';
  /** Of CSV; default a comma. */
  readonly delimiter?: ',' | ';' | '\t';
  /** Whether CSV starts with the mark that tells Excel that it is UTF-8; default true. */
  readonly bom?: boolean;
  /** Default true: in CSV and XLSX, cells that a spreadsheet program might run get an apostrophe in front. */
  readonly neutraliseFormulas?: boolean;
  readonly signal?: AbortSignal;
  /** In rows. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface DownloadOutcome {
  readonly rows: number;
  /** Cells that got an apostrophe, were cut to what a cell of a workbook holds, or had half of a surrogate pair replaced. */
  readonly neutralised: number;
  readonly shortened: number;
  readonly replaced: number;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
}

declare global {
  interface Window {
    rowlink: Rowlink;
  }
}

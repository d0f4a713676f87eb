import type { EndpointSettings } from '../../core/llm/endpoint';
import type { Judgement, LlmPlan, LlmTask, MadeColumn, UnansweredReason } from '../../core/llm/task';
import type { AppError } from '../../core/model/errors';
import type { Side, Sides } from '../../core/model/types';
import type { Outcome } from '../contract';

export type { EndpointSettings, Judgement, LlmPlan, LlmTask, MadeColumn };

/** The endpoint in use. Its key is in memory, apart from this, and nowhere else. */
export interface Endpoint extends EndpointSettings {
  /** Where its paths begin, with `/v1` where the address has no path. */
  readonly base: string;
  /** Receives the rows. */
  readonly origin: string;
  readonly hasKey: boolean;
  /** It is on this computer: what is sent there does not leave it, unless the server there passes it on. */
  readonly isThisComputer: boolean;
}

/** Leave to send the cells of some columns of one project to one endpoint, for as long as the page lives. */
export interface LlmConsent {
  readonly project: string;
  readonly base: string;
  readonly origin: string;
  readonly columns: Sides<readonly string[]>;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface LlmUsage {
  /** Counted by the server; null where it does not say. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** null where no prices were typed or tokens are not counted. */
  readonly cost: number | null;
  readonly requests: number;
  /** Requests sent again after a failure. */
  readonly retries: number;
}

/** A run over rows or pairs. What it has brought stays when it stops, and is not paid for again. */
export interface LlmRun {
  readonly kind: LlmTask['kind'] | 'embed';
  readonly origin: string;
  readonly status: 'planning' | 'running' | 'paused' | 'waiting' | 'applying' | 'done' | 'stopped' | 'failed';
  /** Distinct questions with an answer, those known before included, and all of them. */
  readonly done: number;
  readonly total: number;
  /** Without an answer for good, by reason. */
  readonly unanswered: Readonly<Partial<Record<UnansweredReason, number>>>;
  readonly usage: LlmUsage;
  /** Seconds until the server lets the next request through; null but for `waiting`. */
  readonly waitSeconds: number | null;
  readonly secondsLeft: number | null;
  /** Why it failed; what is done stays, and `start` goes on with the rest. */
  readonly error: AppError | null;
}

/** What a model said of candidates of the review, by left row and right row. Not stored: asking again costs nothing. */
export interface Judgements {
  readonly model: string;
  readonly origin: string;
  readonly pairs: ReadonlyMap<number, ReadonlyMap<number, Judgement>>;
  readonly count: number;
}

export interface EndpointsState {
  /** Origins that this build may reach, as its policy has them: `http://localhost:*`. */
  readonly allowed: readonly string[];
  readonly endpoint: Endpoint | null;
  /** Of all projects of this page's life. */
  readonly consents: readonly LlmConsent[];
  readonly run: LlmRun | null;
  readonly judgements: Judgements | null;
}

/** Five rows, as they are and as they would become. */
export interface TransformPreview {
  readonly rows: readonly {
    readonly row: number;
    readonly cells: readonly string[];
    /** One a new column; null where there was no answer. */
    readonly answers: readonly string[] | null;
  }[];
  readonly usage: LlmUsage;
}

/**
 * Language-model endpoints: one in use at a time. Only in the connected edition; elsewhere `session.endpoints` is null. Nothing of a row
 * is sent before `consent` was given for the project, the endpoint and the columns. What was sent is in `outgoing`.
 */
export interface EndpointDesk {
  readonly state: () => EndpointsState;
  subscribe(listener: () => void): () => void;

  /**
   * Uses this endpoint from now on; nothing is sent. Address, models and prices are remembered in this browser, the key is not.
   *
   * @param key null where the server wants none; `keep` goes on with the one in memory, if the origin is the same
   */
  use(settings: EndpointSettings, key: string | null | 'keep'): Outcome<Endpoint>;
  /** What was used last in this browser, to fill the form with; null where there is nothing. */
  remembered(): EndpointSettings | null;
  forgetKey(): void;
  /** Stops what runs, and forgets the endpoint, its key, all leave to send and what the browser remembers of it. */
  leave(): void;
  /** Asks the endpoint for its models: no row is sent. Also the way to try address and key. */
  listModels(signal?: AbortSignal): Promise<Outcome<readonly string[]>>;

  /** What a task would send. Nothing is sent. */
  plan(task: LlmTask, signal?: AbortSignal): Promise<Outcome<LlmPlan>>;
  /** Gives leave to send these columns of the open project to the endpoint in use. Call it only where a person has seen what is sent. */
  consent(columns: Sides<readonly string[]>): Outcome<LlmConsent>;
  hasConsent(columns: Sides<readonly string[]>): boolean;
  /** Takes back all leave of the open project, and stops what runs. */
  withdraw(): void;

  /** The first five rows that differ. Sends them. */
  previewTransform(task: LlmTask & { readonly kind: 'transform' }, signal: AbortSignal): Promise<Outcome<TransformPreview>>;
  /**
   * Runs a task to its end, a failure, or `stop`; progress is in `state().run`. A transform adds its columns to the table when it ends:
   * after `stop` or a failure only where `keepPart()` is called. Judgements show as they come.
   */
  start(task: LlmTask): Promise<Outcome<LlmRun>>;
  pause(): void;
  resume(): void;
  stop(): void;
  /** Adds the columns of a transform that stopped half-way, empty where there is no answer. */
  keepPart(): Promise<Outcome<readonly string[]>>;
  /** Leaves the last run, so that its report goes away. */
  dismissRun(): void;

  /** Columns of a table that a model has made. */
  madeColumns(side: Side): readonly MadeColumn[];
  /** Takes such columns out again: the undo of a transform. Running it again costs nothing. */
  removeColumns(side: Side, columns: readonly string[]): Promise<Outcome<null>>;

  /** Undecided pairs that the model takes for matches with at least this confidence, the best of each left row. */
  acceptable(
    minimumConfidence: number,
  ): readonly { readonly left: number; readonly right: number; readonly confidence: number }[];
  /** Accepts these pairs as one decision of the person, with a note of what the model said, which `undo` takes back; how many rows were decided. */
  acceptJudged(minimumConfidence: number): Promise<number>;
  forgetJudgements(): void;

  /** Removes all answers that are kept in this browser. */
  forgetAnswers(): Promise<void>;
}

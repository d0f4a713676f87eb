import type { Side, Sides } from '../model/types';
import type { TokenPrices } from './endpoint';

/** New columns of one table, written by a language model row by row. */
export interface TransformTask {
  readonly kind: 'transform';
  readonly side: Side;
  /** What to do with each row, in the person's own words. */
  readonly instructions: string;
  /** Columns that are sent; nothing else of a row is. */
  readonly columns: readonly string[];
  /**
   * A row as text, with places such as `{name}` for cells of `columns`; null sends the cells by their column names. Braces that name no
   * column stand for themselves.
   */
  readonly template: string | null;
  /** Names of the new columns, at least one; one that is taken gets a number. */
  readonly into: readonly string[];
}

/** Suggestions beside candidates: whether both rows are the same, and how sure the model says it is. */
export interface JudgeTask {
  readonly kind: 'judge';
  /** What makes two rows the same; empty for the usual sense. */
  readonly instructions: string;
  /** Columns that are sent, of either side. */
  readonly columns: Sides<readonly string[]>;
  /** Best candidates of a row that are judged, at least 1. */
  readonly k: number;
  /** Left rows. */
  readonly rows: ArrayLike<number>;
}

export type LlmTask = TransformTask | JudgeTask;

/** Columns that a task sends, by side; empty where nothing of a side is sent. */
export const columnsSent = (task: LlmTask): Sides<readonly string[]> =>
  task.kind === 'judge'
    ? task.columns
    : { left: task.side === 'left' ? task.columns : [], right: task.side === 'right' ? task.columns : [] };

/** From at least … to at most. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What a task would send, before anything is sent. */
export interface LlmPlan {
  readonly task: LlmTask;
  /** Receives the rows. */
  readonly origin: string;
  readonly model: string;
  readonly columns: Sides<readonly string[]>;
  /** Rows, or pairs of rows, that the task is about. */
  readonly count: number;
  /** Those that differ: equal ones are asked once. */
  readonly distinct: number;
  /** Of these, answers that an earlier run has brought; they cost nothing. */
  readonly known: number;
  readonly toAsk: number;
  readonly requests: number;
  readonly tokens: { readonly input: Range; readonly output: Range };
  /** null where no prices were typed. */
  readonly cost: (Range & Pick<TokenPrices, 'currency'>) | null;
  /** The first request as it would be sent, indented; null where every answer is there already. */
  readonly firstRequest: string | null;
}

/** What a model said of a pair. A suggestion: nothing is decided by it. */
export interface Judgement {
  readonly isMatch: boolean;
  /** As the model says, 0…1: not a probability, and often too high. */
  readonly confidence: number;
  /** Short, in the words of the model; shown as text only. */
  readonly reason: string;
}

/** A row or pair without an answer, and why. */
export type UnansweredReason = 'no-answer' | 'too-long' | 'filtered' | 'unreadable';

/** How a column came about; kept with its table. */
export interface MadeColumn {
  readonly column: string;
  readonly from: readonly string[];
  readonly origin: string;
  readonly model: string;
  readonly instructions: string;
  readonly template: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Rows that have an answer. */
  readonly answered: number;
  readonly rows: number;
}

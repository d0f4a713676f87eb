import { type KeptAnswers, openAnswerStore } from '../../adapters/dexie/answer-store';
import { askAll, recallAnswers } from '../../core/llm/ask-all';
import { judgeAsked, judgeQuestions, type PairsToJudge, pairsToJudge } from '../../core/llm/judge';
import {
  type AskedOf,
  answerLimit,
  estimateTokens,
  portionsOf,
  type Questions,
  questionOf,
  runKey,
} from '../../core/llm/questions';
import {
  columnsSent,
  type Judgement,
  type JudgeTask,
  type LlmPlan,
  type LlmTask,
  type TransformTask,
  type UnansweredReason,
} from '../../core/llm/task';
import { costOf } from '../../core/llm/tokens';
import { type Cells, transformAsked, transformQuestions } from '../../core/llm/transform';
import { AppError, throwIfCancelled } from '../../core/model/errors';
import { createPacer } from '../../core/model/turns';
import type { CandidateSet, Dataset } from '../../core/model/types';
import { columnIndex } from '../../core/table/cells';
import type { RowSender } from './endpoint-gate';
import type { Endpoint } from './llm-contract';

/** What a task is about. */
export interface TaskTables {
  readonly left: Dataset | null;
  readonly right: Dataset | null;
  readonly candidates: CandidateSet | null;
}

/** A task with its questions, and the answers that are there already. */
export interface PreparedTask<A> {
  readonly task: LlmTask;
  readonly asked: AskedOf<A>;
  readonly run: string;
  readonly questions: Questions;
  readonly known: ReadonlyMap<number, A>;
}
export type PreparedTransform = PreparedTask<Cells> & { readonly task: TransformTask };
export type PreparedJudge = PreparedTask<Judgement> & { readonly task: JudgeTask; readonly pairs: PairsToJudge };

let opening: Promise<KeptAnswers> | null = null;
/** The answers that this browser keeps, opened when they are first asked for. */
export const keptAnswers = (): Promise<KeptAnswers> => {
  opening ??= openAnswerStore();
  return opening;
};

/** @param rows only these; null for all @throws AppError `input/…`, `llm/no-endpoint`, `job/cancelled` */
export async function prepareTransform(
  task: TransformTask,
  table: Dataset | null,
  endpoint: Endpoint,
  signal: AbortSignal,
  rows: ArrayLike<number> | null = null,
): Promise<PreparedTransform> {
  if (!table) throw new AppError('project/not-found');
  needColumns(table, task.columns);
  if (task.into.length === 0 || task.into.some((name) => name.trim() === ''))
    throw new AppError('input/invalid-option', { option: 'into' });
  const questions = await transformQuestions(table, task, rows);
  throwIfCancelled(signal);
  return { task, ...(await withKnown(transformAsked(task), questions, endpoint)) };
}

/** @throws AppError `input/…`, `llm/no-endpoint`, `job/cancelled` */
export async function prepareJudge(
  task: JudgeTask,
  { left, right, candidates }: TaskTables,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<PreparedJudge> {
  if (!left || !right || !candidates) throw new AppError('project/not-found');
  needColumns(left, task.columns.left);
  needColumns(right, task.columns.right);
  if (!Number.isInteger(task.k) || task.k < 1) throw new AppError('input/invalid-option', { option: 'k' });
  const pairs = pairsToJudge(candidates, task);
  const questions = await judgeQuestions({ left, right }, task.columns, pairs);
  throwIfCancelled(signal);
  return { task, pairs, ...(await withKnown(judgeAsked(task), questions, endpoint)) };
}

async function withKnown<A>(asked: AskedOf<A>, questions: Questions, endpoint: Endpoint) {
  if (endpoint.model === '') throw new AppError('llm/no-endpoint');
  const run = runKey(endpoint.base, endpoint.model, asked);
  const known = await recallAnswers<A>(await keptAnswers(), run, questions.texts, createPacer());
  return { asked, run, questions, known: known as ReadonlyMap<number, A> };
}

function needColumns(table: Dataset, names: readonly string[]): void {
  if (names.length === 0) throw new AppError('input/invalid-option', { option: 'columns' });
  for (const name of names)
    if (columnIndex(table, name) < 0) throw new AppError('input/unknown-column', { column: name, file: table.source.fileName });
}

/** What a prepared task would send. O(characters to send). */
export async function planOf<A>({ task, asked, questions, known }: PreparedTask<A>, endpoint: Endpoint): Promise<LlmPlan> {
  const { texts, questionOf: numbers } = questions;
  const toAsk: number[] = [];
  for (let number = 0; number < texts.length; number++) if (!known.has(number)) toAsk.push(number);
  const portions = await portionsOf(asked, texts, toAsk, limitsOf(endpoint));
  const { input, output } = await estimateTokens(asked, texts, toAsk, portions.length);
  const first = portions[0]?.map((number) => texts[number]!);
  return {
    task,
    origin: endpoint.origin,
    model: endpoint.model,
    columns: columnsSent(task),
    count: numbers.length,
    distinct: texts.length,
    known: known.size,
    toAsk: toAsk.length,
    requests: portions.length,
    tokens: { input, output },
    cost: costOf(input, output, endpoint.prices),
    firstRequest: first ? shownRequest(asked, first) : null,
  };
}

/** Both messages of a request, as they are sent. */
function shownRequest<A>(asked: AskedOf<A>, texts: readonly string[]): string {
  const { system, user } = questionOf(asked, texts, answerLimit(asked, texts));
  return `${system}\n\n${user}`;
}

const limitsOf = ({ rowsPerRequest, contextTokens }: Endpoint) => ({ most: rowsPerRequest, contextTokens });

export interface RunHooksOf<A> {
  readonly signal: AbortSignal;
  mayGoOn?(): Promise<void>;
  onAnswers(answers: ReadonlyMap<number, A>): void;
  onUnanswered(numbers: readonly number[], reason: UnansweredReason): void;
}

/** Asks what a prepared task has no answer to. Answers are kept for `project`. @throws AppError `llm/…`, `job/cancelled` */
export async function askPrepared<A>(
  { asked, run, questions, known }: PreparedTask<A>,
  sender: RowSender,
  project: string,
  hooks: RunHooksOf<A>,
): Promise<void> {
  const { endpoint } = sender;
  const store = await keptAnswers();
  await store.claim(run, project);
  await askAll({
    asked,
    run,
    model: endpoint.model,
    origin: endpoint.origin,
    texts: questions.texts,
    known,
    limits: limitsOf(endpoint),
    requestsAtOnce: endpoint.requestsAtOnce,
    store,
    signal: hooks.signal,
    chat: sender.chat,
    mayGoOn: hooks.mayGoOn ?? (async () => {}),
    onAnswers: hooks.onAnswers,
    onUnanswered: hooks.onUnanswered,
  });
}

/** Places of every question: `places[starts[q]] … places[starts[q + 1] − 1]`. O(places). */
export function placesOf({ texts, questionOf: numbers }: Questions): {
  readonly places: Uint32Array;
  readonly starts: Uint32Array;
} {
  const starts = new Uint32Array(texts.length + 1);
  for (const number of numbers) if (number < texts.length) starts[number + 1]!++;
  for (let number = 0; number < texts.length; number++) starts[number + 1]! += starts[number]!;
  const next = starts.slice();
  const places = new Uint32Array(starts[texts.length]!);
  numbers.forEach((number, place) => {
    if (number < texts.length) places[next[number]!++] = place;
  });
  return { places, starts };
}

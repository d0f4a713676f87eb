import { DEFAULT_ENDPOINT } from '../../core/llm/endpoint';
import { USUAL_JUDGEMENT } from '../../core/llm/judge';
import { freeNames } from '../../core/llm/made-columns';
import { columnsSent, type JudgeTask, type TransformTask } from '../../core/llm/task';
import { USUAL_INSTRUCTIONS } from '../../core/llm/transform';
import { AppError } from '../../core/model/errors';
import { createPacer } from '../../core/model/turns';
import type { CandidateSet, Dataset, Sides } from '../../core/model/types';
import { cellReader } from '../../core/table/cells';
import { endpointGate, SCRIPT } from '../../session/llm/endpoint-gate';
import type { Endpoint, LlmRun } from '../../session/llm/llm-contract';
import { startProgress } from '../../session/llm/llm-progress';
import { askPrepared, type PreparedTask, placesOf, planOf, prepareJudge, prepareTransform } from '../../session/llm/llm-runs';
import type { JudgedRow, LlmOptions, MatchResult, MergeKJudgeOptions, Rowlink } from './contract';
import { columnNames, invalid } from './match-options';
import { toDataset } from './table-input';

/** See {@link Rowlink.useEndpoint}. */
export async function useEndpoint(...[options]: Parameters<Rowlink['useEndpoint']>): ReturnType<Rowlink['useEndpoint']> {
  if (typeof options?.address !== 'string') throw invalid('address');
  const { key = null, ...settings } = options;
  const { origin, base, isThisComputer } = endpointGate.use({ ...DEFAULT_ENDPOINT, ...settings }, key);
  return { origin, base, isThisComputer };
}

export const endpointModels: Rowlink['endpointModels'] = async () => [
  ...(await endpointGate.listModels(new AbortController().signal)),
];

/** See {@link Rowlink.consent}. */
export async function consent(...[{ columns }]: Parameters<Rowlink['consent']>): ReturnType<Rowlink['consent']> {
  const names = columnNames(columns, 'columns') ?? [];
  if (names.length === 0) throw invalid('columns');
  const { origin } = endpointGate.consent(SCRIPT, { left: names, right: names });
  return { origin, columns: [...names] };
}

export const withdrawConsent: Rowlink['withdrawConsent'] = async () => endpointGate.withdraw(SCRIPT);

/** See {@link Rowlink.transformRows}. */
export async function transformRows(
  ...[input, options]: Parameters<Rowlink['transformRows']>
): ReturnType<Rowlink['transformRows']> {
  const on = columnNames(options?.on, 'on');
  if (!on) throw invalid('on');
  const signal = options.signal ?? new AbortController().signal;
  const table = await toDataset(input, 'left', signal);
  const wanted = columnNames(options.outputColumns ?? options.outputColumn, 'outputColumn') ?? [`transformed_${on.join('-')}`];
  const task: TransformTask = {
    kind: 'transform',
    side: 'left',
    instructions: options.prompt ?? USUAL_INSTRUCTIONS,
    columns: on,
    template: options.template ?? null,
    into: freeNames(table.columns, wanted),
  };
  const endpoint = endpointFor(options);
  const prepared = await prepareTransform(task, table, endpoint, signal);
  if (options.dryRun)
    return { ...(await withAnswers(table, task, null)), plan: await planOf(prepared, endpoint), usage: NOTHING_USED };
  const { answers, usage } = await askWithLeave(prepared, endpoint, options, signal);
  const answerOf = (row: number): readonly string[] | undefined => answers.get(prepared.questions.questionOf[row]!);
  const made = await withAnswers(table, task, answerOf);
  return { ...made, plan: null, usage };
}

/** The table with the new columns at its end, and the rows without an answer. */
async function withAnswers(
  table: Dataset,
  { into }: TransformTask,
  answerOf: ((row: number) => readonly string[] | undefined) | null,
): Promise<{ readonly columns: string[]; readonly rows: string[][]; readonly unanswered: number[] }> {
  const readers = table.columns.map((_, column) => cellReader(table, column));
  const pause = createPacer();
  const rows: string[][] = [];
  const unanswered: number[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    if (row % 512 === 0) await pause();
    const answer = answerOf?.(row);
    if (!answer) unanswered.push(row);
    rows.push([...readers.map((read) => read(row)), ...into.map((_, at) => answer?.[at] ?? '')]);
  }
  return { columns: [...table.columns.map(({ name }) => name), ...into], rows, unanswered };
}

/**
 * Judges the best candidates of a run. See {@link Rowlink.mergeKJudge}.
 *
 * @param tables as they are shown
 */
export async function judgeCandidates(
  result: MatchResult,
  tables: Sides<Dataset>,
  candidates: CandidateSet,
  on: Sides<readonly string[]>,
  options: LlmOptions & { readonly k: number; readonly confidenceThreshold?: number | null },
): Promise<Omit<Awaited<ReturnType<Rowlink['mergeKJudge']>>, keyof MatchResult>> {
  const signal = options.signal ?? new AbortController().signal;
  const { confidenceThreshold: least = null } = options;
  if (least !== null && !(least >= 0 && least <= 1)) throw invalid('confidenceThreshold');
  const task: JudgeTask = {
    kind: 'judge',
    instructions: options.prompt ?? USUAL_JUDGEMENT,
    columns: on,
    k: options.k,
    rows: Uint32Array.from({ length: tables.left.rowCount }, (_, row) => row),
  };
  const endpoint = endpointFor(options);
  const prepared = await prepareJudge(task, { ...tables, candidates }, endpoint, signal);
  const plan = await planOf(prepared, endpoint);
  const judged: JudgedRow[] = result.candidates
    .filter(({ rank }) => rank <= options.k)
    .map(({ left, right, rank, score }) => ({ left, right, rank, score, is_match: null, confidence: null, reason: null }));
  if (options.dryRun) return { judged, plan, usage: NOTHING_USED };
  const { answers, usage } = await askWithLeave(prepared, endpoint, options, signal);
  const { places, starts } = placesOf(prepared.questions);
  const { left, right } = prepared.pairs;
  const judgementOf = new Map<string, { isMatch: boolean; confidence: number; reason: string }>();
  for (const [number, answer] of answers) {
    for (let at = starts[number]!; at < starts[number + 1]!; at++)
      judgementOf.set(`${left[places[at]!]} ${right[places[at]!]}`, answer);
  }
  const rows = judged.map((row): JudgedRow => {
    const answer = judgementOf.get(`${row.left} ${row.right}`);
    return answer ? { ...row, is_match: answer.isMatch, confidence: answer.confidence, reason: answer.reason } : row;
  });
  const kept = least === null ? rows : rows.filter(({ confidence }) => confidence !== null && confidence >= least);
  return { judged: kept, plan: null, usage };
}

/** Answers to all that was prepared, by number of the question, and what they took. @throws AppError `llm/no-consent`, `llm/…` */
async function askWithLeave<A>(prepared: PreparedTask<A>, endpoint: Endpoint, options: LlmOptions, signal: AbortSignal) {
  const { task, questions, known } = prepared;
  const progress = startProgress(task.kind, endpoint, (run) => report(options, run));
  const sender = endpointGate.sender(SCRIPT, columnsSent(task), progress.senderHooks);
  progress.begin(questions.texts.length, known.size);
  const answers = new Map(known);
  await askPrepared(prepared, sender, SCRIPT, {
    signal,
    onAnswers(fresh) {
      for (const [number, answer] of fresh) answers.set(number, answer);
      progress.answered(fresh.size);
    },
    onUnanswered: progress.unanswered,
  });
  return { answers, usage: progress.usage() };
}

const NOTHING_USED = { inputTokens: 0, outputTokens: 0, cost: null, requests: 0, retries: 0 };

/** The endpoint in use, with what a call asks for beside it. */
function endpointFor({ batchSize }: LlmOptions): Endpoint {
  const endpoint = endpointGate.endpoint();
  if (!endpoint) throw new AppError('llm/no-endpoint');
  if (batchSize === undefined) return endpoint;
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 100) throw invalid('batchSize');
  return { ...endpoint, rowsPerRequest: batchSize };
}

function report({ onProgress }: LlmOptions, { status, done, total }: LlmRun): void {
  onProgress?.({ stage: status === 'waiting' ? 'waiting' : 'asking', done, total });
}

/**
 * Leave for what is sent, before minutes of matching; what only the run tells is asked again later.
 *
 * @throws AppError `llm/no-endpoint`, `llm/no-consent`
 */
export function needLeave({ judgeOn, on, leftOn, rightOn, dryRun }: MergeKJudgeOptions): void {
  if (!endpointGate.endpoint()?.model) throw new AppError('llm/no-endpoint');
  const left = judgeOn?.left ?? columnNames(leftOn ?? on, 'leftOn');
  const right = judgeOn?.right ?? columnNames(rightOn ?? on, 'rightOn');
  if (left && right && !dryRun) endpointGate.sender(SCRIPT, { left, right });
}

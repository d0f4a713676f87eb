import { acceptChanges } from '../../core/decisions/verdicts';
import { type AcceptablePair, acceptablePairs, acceptedRemarks } from '../../core/llm/acceptable';
import { answerCells, freeNames, withMadeColumns, withoutMadeColumns } from '../../core/llm/made-columns';
import {
  columnsSent,
  type Judgement,
  type JudgeTask,
  type LlmTask,
  type MadeColumn,
  type TransformTask,
} from '../../core/llm/task';
import type { Cells } from '../../core/llm/transform';
import { AppError, toAppError } from '../../core/model/errors';
import { createListeners } from '../../core/model/listeners';
import type { MatchSettings, Project } from '../../core/model/settings';
import type { Dataset, Side } from '../../core/model/types';
import { cellAt, columnIndex } from '../../core/table/cells';
import { cleanedTables } from '../cleaned-tables';
import type { Session, SessionState } from '../contract';
import { PLACES } from '../edition';
import { withoutLostColumns } from '../fitting-rules';
import { outcomeOf } from '../outcome';
import { endpointGate } from './endpoint-gate';
import type { Endpoint, EndpointDesk, EndpointsState, LlmRun } from './llm-contract';
import { startProgress } from './llm-progress';
import { askPrepared, keptAnswers, type PreparedTransform, placesOf, planOf, prepareJudge, prepareTransform } from './llm-runs';

export interface EndpointDeskInput {
  readonly session: {
    readonly state: () => SessionState;
    subscribe(listener: () => void): () => void;
  };
  /** Another table of the same rows takes the place of one, with all that is decided. */
  replaceTable(side: Side, dataset: Dataset, settings: MatchSettings): Promise<void>;
  readonly decide: Session['decide'];
}

/** The desk, and what other parts of the session tell it. */
export interface OpenEndpointDesk extends EndpointDesk {
  forgetProject(id: string): Promise<void>;
}

/** Rows that a preview sends. */
const PREVIEW_ROWS = 5;

export function createEndpointDesk({ session, replaceTable, decide }: EndpointDeskInput): OpenEndpointDesk {
  const gate = endpointGate;
  let current: EndpointsState = { allowed: PLACES.endpoints, endpoint: null, consents: [], run: null, judgements: null };
  const listeners = createListeners();
  const patch = (change: Partial<EndpointsState>): void => {
    current = { ...current, ...change };
    listeners.tell();
  };
  gate.subscribe(() => patch({ endpoint: gate.endpoint(), consents: gate.consents() }));

  let running: AbortController | null = null;
  let resume: (() => void) | null = null;
  let paused: Promise<void> | null = null;
  /** A transform that did not come to its end, with what it brought. */
  let part: {
    readonly prepared: PreparedTransform;
    readonly answers: ReadonlyMap<number, Cells>;
    readonly endpoint: Endpoint;
  } | null = null;

  const project = (): Project => session.state().project!;
  const tableOf = (side: Side): Dataset | null => {
    const state = session.state().sides[side];
    return state.status === 'ready' ? state.dataset : null;
  };
  const stop = (): void => {
    running?.abort();
    resume?.();
  };
  let openProject = '';
  session.subscribe(() => {
    const { id = '' } = session.state().project ?? {};
    if (id === openProject) return;
    openProject = id;
    stop();
    part = null;
    gate.show(id);
    patch({ run: null, judgements: null });
  });

  const needEndpoint = (): Endpoint => {
    const endpoint = gate.endpoint();
    if (!endpoint) throw new AppError('llm/no-endpoint');
    return endpoint;
  };
  const transformOf = (task: TransformTask, signal: AbortSignal, rows: ArrayLike<number> | null = null) =>
    prepareTransform(task, tableOf(task.side), needEndpoint(), signal, rows);
  const judgeOf = async (task: JudgeTask, signal: AbortSignal) => {
    const { review } = session.state();
    const [left, right] = [tableOf('left'), tableOf('right')];
    if (!review || !left || !right) throw new AppError('project/not-found');
    const cleaned = await cleanedTables({ left, right }, review.settings.cleaning, signal);
    const tables = { left: cleaned.left.shown, right: cleaned.right.shown, candidates: review.candidates };
    return prepareJudge(task, tables, needEndpoint(), signal);
  };

  /** Adds the columns of a transform to its table. @returns their names */
  const addColumns = async (
    { task, questions }: PreparedTransform,
    answers: ReadonlyMap<number, Cells>,
    { origin, model }: Endpoint,
  ): Promise<readonly string[]> => {
    const table = tableOf(task.side);
    if (!table || session.state().isReadOnly) throw new AppError('project/read-only');
    if (table.rowCount !== questions.questionOf.length) throw new AppError('project/not-found');
    const names = freeNames(table.columns, task.into);
    const { cells, answered } = await answerCells(questions.questionOf, answers, names.length);
    const made = names.map(
      (column): MadeColumn => ({
        column,
        from: task.columns,
        origin,
        model,
        instructions: task.instructions,
        template: task.template,
        at: new Date().toISOString(),
        answered,
        rows: table.rowCount,
      }),
    );
    await replaceTable(task.side, await withMadeColumns(table, cells, made), project().settings);
    part = null;
    return names;
  };

  /** Answers that were under way still come in while a run pauses. */
  const showRun = (run: LlmRun): void => patch({ run: paused && run.status === 'running' ? { ...run, status: 'paused' } : run });

  const runTransform = async (task: TransformTask, signal: AbortSignal): Promise<void> => {
    const progress = startProgress(task.kind, needEndpoint(), showRun);
    const prepared = await transformOf(task, signal);
    const sender = gate.sender(project().id, columnsSent(task), progress.senderHooks);
    progress.begin(prepared.questions.texts.length, prepared.known.size);
    const answers = new Map(prepared.known);
    part = { prepared, answers, endpoint: sender.endpoint };
    await askPrepared(prepared, sender, project().id, {
      signal,
      mayGoOn: () => paused ?? Promise.resolve(),
      onAnswers(fresh) {
        for (const [number, answer] of fresh) answers.set(number, answer);
        progress.answered(fresh.size);
      },
      onUnanswered: progress.unanswered,
    });
    progress.set('applying');
    await addColumns(prepared, answers, sender.endpoint);
  };

  const runJudge = async (task: JudgeTask, signal: AbortSignal): Promise<void> => {
    const progress = startProgress(task.kind, needEndpoint(), showRun);
    const prepared = await judgeOf(task, signal);
    const sender = gate.sender(project().id, columnsSent(task), progress.senderHooks);
    progress.begin(prepared.questions.texts.length, prepared.known.size);
    const { places, starts } = placesOf(prepared.questions);
    const { left, right } = prepared.pairs;
    const before = current.judgements;
    const pairs = new Map<number, ReadonlyMap<number, Judgement>>(before?.pairs ?? []);
    let count = before?.count ?? 0;
    const show = (fresh: ReadonlyMap<number, Judgement>): void => {
      for (const [number, judgement] of fresh) {
        for (let at = starts[number]!; at < starts[number + 1]!; at++) {
          const pair = places[at]!;
          const of = new Map(pairs.get(left[pair]!) ?? []);
          if (!of.has(right[pair]!)) count++;
          pairs.set(left[pair]!, of.set(right[pair]!, judgement));
        }
      }
      patch({ judgements: { model: sender.endpoint.model, origin: sender.endpoint.origin, pairs, count } });
    };
    show(prepared.known);
    await askPrepared(prepared, sender, project().id, {
      signal,
      mayGoOn: () => paused ?? Promise.resolve(),
      onAnswers(fresh) {
        show(fresh);
        progress.answered(fresh.size);
      },
      onUnanswered: progress.unanswered,
    });
  };

  /** The end of what runs; the run as it then stands. */
  const ended = (status: LlmRun['status'], error: AppError | null): LlmRun => {
    const run = current.run!;
    const last: LlmRun = { ...run, status, error, waitSeconds: null, secondsLeft: null };
    patch({ run: last });
    return last;
  };

  return {
    state: () => current,
    subscribe: listeners.subscribe,
    use(settings, key) {
      try {
        return { value: gate.use(settings, key), error: null };
      } catch (thrown) {
        return { value: null, error: toAppError(thrown) };
      }
    },
    remembered: gate.remembered,
    forgetKey: gate.forgetKey,
    leave() {
      stop();
      gate.leave();
      patch({ run: null });
    },
    listModels: (signal = new AbortController().signal) => outcomeOf(() => gate.listModels(signal)),

    plan: (task, signal = new AbortController().signal) =>
      outcomeOf(async () => {
        const endpoint = needEndpoint();
        if (task.kind === 'transform') return planOf(await transformOf(task, signal), endpoint);
        return planOf(await judgeOf(task, signal), endpoint);
      }),
    consent(columns) {
      try {
        return { value: gate.consent(project().id, columns), error: null };
      } catch (thrown) {
        return { value: null, error: toAppError(thrown) };
      }
    },
    hasConsent: (columns) => gate.has(project().id, columns),
    withdraw() {
      stop();
      gate.withdraw(project().id);
    },

    previewTransform: (task, signal) =>
      outcomeOf(async () => {
        const table = tableOf(task.side);
        if (!table) throw new AppError('project/not-found');
        const progress = startProgress(task.kind, needEndpoint(), () => {});
        const rows = firstDistinct(table, task.columns, PREVIEW_ROWS);
        const prepared = await transformOf(task, signal, rows);
        const sender = gate.sender(project().id, columnsSent(task), progress.senderHooks);
        const answers = new Map(prepared.known);
        await askPrepared(prepared, sender, project().id, {
          signal,
          onAnswers: (fresh) => fresh.forEach((answer, number) => void answers.set(number, answer)),
          onUnanswered: () => {},
        });
        const places = task.columns.map((name) => columnIndex(table, name));
        return {
          rows: rows.map((row, at) => ({
            row,
            cells: places.map((column) => cellAt(table, column, row)),
            answers: answers.get(prepared.questions.questionOf[at]!) ?? null,
          })),
          usage: progress.usage(),
        };
      }),

    start: (task: LlmTask) =>
      outcomeOf(async () => {
        if (running) throw new AppError('input/invalid-option', { option: 'start' });
        // Nothing begins without leave.
        gate.sender(project().id, columnsSent(task));
        const controller = new AbortController();
        running = controller;
        part = null;
        try {
          await (task.kind === 'transform' ? runTransform(task, controller.signal) : runJudge(task, controller.signal));
          return ended('done', null);
        } catch (thrown) {
          const error = toAppError(thrown);
          if (!current.run) throw error;
          return error.code === 'job/cancelled' ? ended('stopped', null) : ended('failed', error);
        } finally {
          running = null;
          resume?.();
        }
      }),
    pause() {
      if (!running || paused) return;
      paused = new Promise((go) => {
        resume = () => {
          paused = null;
          resume = null;
          go();
        };
      });
      if (current.run) patch({ run: { ...current.run, status: 'paused', waitSeconds: null, secondsLeft: null } });
    },
    resume() {
      resume?.();
      if (current.run?.status === 'paused') patch({ run: { ...current.run, status: 'running' } });
    },
    stop,
    keepPart: () =>
      outcomeOf(async () => {
        if (!part || running) throw new AppError('project/not-found');
        return addColumns(part.prepared, part.answers, part.endpoint);
      }),
    dismissRun() {
      if (running) return;
      part = null;
      patch({ run: null });
    },

    madeColumns: (side) => tableOf(side)?.source.made ?? [],
    removeColumns: (side, columns) =>
      outcomeOf(async () => {
        const table = tableOf(side);
        if (!table || session.state().isReadOnly) throw new AppError('project/read-only');
        const less = await withoutMadeColumns(table, columns);
        const other = tableOf(side === 'left' ? 'right' : 'left');
        const tables = side === 'left' ? { left: less, right: other } : { left: other, right: less };
        await replaceTable(side, less, withoutLostColumns(project().settings, tables.left, tables.right));
        return null;
      }),

    acceptable: (minimumConfidence) => acceptableNow(minimumConfidence),
    async acceptJudged(minimumConfidence) {
      const { review } = session.state();
      const { judgements } = current;
      if (!review || !judgements) return 0;
      const pairs = acceptableNow(minimumConfidence);
      const changes = pairs.flatMap(({ left, right }) => acceptChanges(review.book, left, right, review.settings.cardinality));
      const remarks = acceptedRemarks(pairs, judgements.model, review.book);
      if (changes.length === 0 || !(await decide('accept-shown', changes, remarks))) return 0;
      return new Set(pairs.map(({ left }) => left)).size;
    },
    forgetJudgements: () => patch({ judgements: null }),

    forgetAnswers: async () => (await keptAnswers()).clear(),
    forgetProject: async (id) => (await keptAnswers()).forgetProject(id),
  };

  function acceptableNow(minimumConfidence: number): readonly AcceptablePair[] {
    const { review } = session.state();
    const { judgements } = current;
    if (!review || !judgements) return [];
    return acceptablePairs(judgements.pairs, minimumConfidence, review.book, review.settings.cardinality);
  }
}

/** The first rows that differ in these columns and have text there. */
function firstDistinct(table: Dataset, columns: readonly string[], count: number): readonly number[] {
  const places = columns.map((name) => columnIndex(table, name));
  const seen = new Set<string>();
  const rows: number[] = [];
  for (let row = 0; row < Math.min(table.rowCount, MOST_LOOKED_AT) && rows.length < count; row++) {
    const cells = places.map((column) => cellAt(table, column, row));
    const text = JSON.stringify(cells);
    if (cells.every((cell) => cell.trim() === '') || seen.has(text)) continue;
    seen.add(text);
    rows.push(row);
  }
  return rows;
}

const MOST_LOOKED_AT = 5_000;

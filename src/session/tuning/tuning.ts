import { type AppError, toAppError } from '../../core/model/errors';
import type { CurvePoint } from '../../core/tuning/adapter';
import { DEFAULT_TUNING_OPTIONS, type TuningOptions } from '../../core/tuning/options';
import type { StateHolder } from '../state';
import { add } from './adapters';
import { isOneToOne, type TrainedAdapter, type TrainingPhase, trainAdapter } from './train';
import { countPairs, gatherRows, type PairCounts, type TuningSource } from './training-source';

/** A training that is on its way, whatever page is shown. */
export interface TuningRun {
  /** `reading`: the labelled pairs are. */
  readonly phase: 'reading' | TrainingPhase;
  /** Texts, or a share of 1 of all rounds that may come. */
  readonly done: number;
  readonly total: number;
  readonly curve: readonly CurvePoint[];
  /** The round that would be kept if it ended now; 0: none. */
  readonly best: number;
  /** What it learns from; null until that was read. */
  readonly counts: PairCounts | null;
  /** It was asked to end: with what it has, or with nothing. */
  readonly ending: 'early' | 'cancelled' | null;
}

/** What a training came to. */
export interface TuningOutcome extends TrainedAdapter {
  /** Id of the project whose rows it learned from. */
  readonly project: string;
  readonly counts: PairCounts;
  /** It learned from made-up variants. */
  readonly isOfVariants: boolean;
  /** Why an adapter goes with the page; null where it is kept in this browser, and where there is none. */
  readonly notKept: AppError | null;
}

export interface TuningState {
  readonly run: TuningRun | null;
  readonly outcome: TuningOutcome | null;
  readonly error: AppError | null;
}

/** What a person may choose. */
export interface TuningChoices extends Pick<TuningOptions, 'loss' | 'seed' | 'epochs' | 'validationShare'> {
  readonly name: string;
}

export interface TuningDesk {
  /** Trains an adapter and keeps it where it is better than the model alone. False, and nothing happens, while another one is trained. */
  start(source: TuningSource, choices: TuningChoices): Promise<boolean>;
  /** Ends with the best round so far. */
  endEarly(): void;
  cancel(): void;
  /** Takes what a training came to, or why it failed, off the screen. */
  dismiss(): void;
}

const SHOW_EVERY_MS = 120;

/** Trainings, one at a time, reported through the state. They go on while other pages of the program, or other projects, are shown. */
export function createTuningDesk(holder: StateHolder): TuningDesk {
  let running: AbortController | null = null;
  const patch = (change: Partial<TuningState>): void => holder.patch({ tuning: { ...holder.state().tuning, ...change } });
  const patchRun = (change: Partial<TuningRun>): void => {
    const { run } = holder.state().tuning;
    if (run) patch({ run: { ...run, ...change } });
  };

  return {
    async start(source, { name, ...chosen }) {
      const { project } = holder.state();
      if (running || !project) return false;
      const mine = new AbortController();
      running = mine;
      const run: TuningRun = { phase: 'reading', done: 0, total: 0, curve: [], best: 0, counts: null, ending: null };
      patch({ run, outcome: null, error: null });
      let shownAt = 0;
      try {
        const rows = await gatherRows(source, holder.state(), mine.signal);
        const counts = countPairs(rows.pairs, rows.tables.right === null);
        if (!rows.isOfVariants) patchRun({ counts });
        const options = {
          ...DEFAULT_TUNING_OPTIONS,
          ...chosen,
          isOneToOne: source.kind === 'decisions' && isOneToOne(project.settings),
        };
        const { adapter, ...trained } = await trainAdapter(
          { ...rows, settings: project.settings, useCache: true, name, options },
          {
            signal: mine.signal,
            onProgress(phase, done, total) {
              const now = performance.now();
              if (holder.state().tuning.run?.phase === phase && now - shownAt < SHOW_EVERY_MS) return;
              shownAt = now;
              patchRun({ phase, done, total });
            },
            onRound: ({ curve, best }) => patchRun({ curve, best }),
            isEnough: () => holder.state().tuning.run?.ending === 'early',
          },
        );
        const notKept = adapter && (await add(adapter)).notKept;
        const isOfVariants = source.kind === 'variants';
        patch({ outcome: { ...trained, project: project.id, adapter, counts, notKept, isOfVariants } });
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'job/cancelled') patch({ error });
      } finally {
        running = null;
        patch({ run: null });
      }
      return true;
    },
    endEarly: () => patchRun({ ending: 'early' }),
    cancel() {
      patchRun({ ending: 'cancelled' });
      running?.abort();
    },
    dismiss: () => patch({ outcome: null, error: null }),
  };
}

import { downloadBlob } from '../adapters/download';
import { type Classifier, readClassifier } from '../core/classify/classifier';
import type { ClassifiedRows, RowClasses } from '../core/classify/classify-rows';
import {
  decisionsOn,
  NO_SORTING,
  type RowDecision,
  type StoredSorting,
  withDecision,
  withoutLast,
} from '../core/classify/stored-sorting';
import type { PlannedTable } from '../core/export/planned-table';
import { DEFAULT_FORM, writeFile } from '../core/export/write-file';
import { type AppError, toAppError } from '../core/model/errors';
import type { Project } from '../core/model/settings';
import type { Dataset, Fingerprint } from '../core/model/types';
import { modelObstacle } from '../core/vectors/model-obstacle';
import { applyToTable, classifierOf, classifyTable } from './classifying';
import type { MatchPhase } from './contract';
import type { StateHolder } from './state';

/** What sorting the left table into categories found. */
export interface SortedTable {
  readonly table: Fingerprint;
  readonly on: readonly string[];
  /** What numbers in `rows` and `known` stand for. */
  readonly labels: readonly string[];
  readonly rows: RowClasses;
  /** Row → what the label column says; −1 for nothing. */
  readonly known: Int32Array;
  /** null where nothing was trained: by names alone, or by a classifier out of a file. */
  readonly trained: ClassifiedRows['trained'];
  /** By which rows were told; null where it was by names alone. */
  readonly classifier: Classifier | null;
  readonly way: StoredSorting['way'];
}

export interface SortingState {
  readonly run: { readonly phase: MatchPhase | 'reading'; readonly done: number; readonly total: number } | null;
  readonly sorted: SortedTable | null;
  /** Out of a file, to be used for the next run. */
  readonly classifier: Classifier | null;
  readonly error: AppError | null;
}

/** The left table sorted into categories. What a person says of rows is stored with the project at once. */
export interface SortingDesk {
  change(
    part: Partial<Pick<StoredSorting, 'way' | 'on' | 'classes' | 'labelColumn' | 'isMeaningOnly' | 'abstainBelow'>>,
  ): Promise<void>;
  /** Sorts all rows; what was decided of rows so far teaches along with what the table says. */
  start(): Promise<void>;
  cancel(): void;
  decide(row: number, label: string): Promise<void>;
  /** Takes the last decision back; its row, or null where there is none. */
  undo(): Promise<number | null>;
  openClassifier(file: File): Promise<void>;
  /** Offers what was trained as a file; its name, or null where nothing was. */
  saveClassifier(): string | null;
  /** Offers rows as a file. @throws AppError `export/…` */
  saveTable(table: PlannedTable, stem: string, format: 'csv' | 'xlsx'): Promise<string>;
  /** Takes an error off the screen. */
  dismiss(): void;
}

const SHOW_EVERY_MS = 120;
const FOLDS = 10;

export function createSortingDesk(input: {
  readonly holder: StateHolder;
  readonly project: () => Project;
  readonly save: (change: Partial<Project>) => Promise<void>;
  /** There is work that would be lost where nothing is kept. */
  readonly noteWork: () => void;
}): SortingDesk {
  const { holder, project, save, noteWork } = input;
  let running: AbortController | null = null;
  const patch = (change: Partial<SortingState>): void => holder.patch({ sorting: { ...holder.state().sorting, ...change } });
  const sorting = (): StoredSorting => project().sorting ?? NO_SORTING;
  const table = (): Dataset | null => {
    const { left } = holder.state().sides;
    return left.status === 'ready' ? left.dataset : null;
  };

  const sort = async (dataset: Dataset, hooks: Parameters<typeof classifyTable>[3]): Promise<SortedTable> => {
    const { way, on, classes, labelColumn, isMeaningOnly } = sorting();
    const given = holder.state().sorting.classifier;
    if (way === 'classifier' && given) {
      const found = await applyToTable(dataset, on, given, hooks);
      return { ...found, table: dataset.fingerprint, on, trained: null, classifier: given, way };
    }
    const examples = Array.from(decisionsOn(sorting(), dataset.fingerprint), ([row, label]) => ({ row, label }));
    const plan = {
      on,
      classes: way === 'names' ? classes : [],
      labelColumn: way === 'column' ? labelColumn : null,
      examples,
      isHeldOut: true,
      folds: FOLDS,
      seed: 1,
    };
    const { model, adapter, score: chosen } = project().settings;
    const score = chosen === 'lexical' || modelObstacle() ? 'lexical' : isMeaningOnly ? 'dense' : 'hybrid';
    const settings = { score, model, adapter, useCache: true } as const;
    const found = await classifyTable(dataset, plan, settings, hooks);
    const name = plan.labelColumn ?? (project().name || on.join(', '));
    const classifier = classifierOf(found, on, name, new Date().toISOString());
    return { ...found, table: dataset.fingerprint, on, trained: found.rows.trained, classifier, way };
  };

  return {
    change: (part) => save({ sorting: { ...sorting(), ...part } }),
    async start() {
      const dataset = table();
      if (running || !dataset) return;
      const mine = new AbortController();
      running = mine;
      const { id } = project();
      patch({ run: { phase: 'reading', done: 0, total: 0 }, error: null });
      let shownAt = 0;
      try {
        const sorted = await sort(dataset, {
          signal: mine.signal,
          onProgress(phase, done, total) {
            const now = performance.now();
            if (holder.state().sorting.run?.phase === phase && now - shownAt < SHOW_EVERY_MS) return;
            shownAt = now;
            patch({ run: { phase, done, total } });
          },
        });
        if (project().id === id) patch({ sorted });
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'job/cancelled') patch({ error });
      } finally {
        running = null;
        patch({ run: null });
      }
    },
    cancel: () => running?.abort(),
    async decide(row, label) {
      const dataset = table();
      if (!dataset || holder.state().isReadOnly) return;
      const decision: RowDecision = { row, label, at: new Date().toISOString() };
      await save({ sorting: withDecision(sorting(), dataset.fingerprint, decision) });
      noteWork();
    },
    async undo() {
      const last = sorting().decisions.at(-1);
      const isOther = sorting().table !== table()?.fingerprint;
      if (!last || isOther || holder.state().isReadOnly) return null;
      await save({ sorting: withoutLast(sorting()) });
      return last.row;
    },
    async openClassifier(file) {
      try {
        const classifier = readClassifier(await file.text());
        patch({ classifier, error: null });
        const dataset = table();
        const on = classifier.on.filter((name) => dataset?.columns.some((column) => column.name === name));
        await save({ sorting: { ...sorting(), way: 'classifier', ...(on.length > 0 && { on }) } });
      } catch (thrown) {
        patch({ error: toAppError(thrown) });
      }
    },
    saveClassifier() {
      const classifier = holder.state().sorting.sorted?.classifier;
      if (!classifier) return null;
      const fileName = `${fileStem(classifier.name)}.classifier.json`;
      downloadBlob(new Blob([JSON.stringify(classifier)], { type: 'application/json' }), fileName);
      return fileName;
    },
    async saveTable(planned, stem, format) {
      const fileName = `${fileStem(stem)}.${format}`;
      const job = { signal: new AbortController().signal, progress: () => {} };
      const { blob } = await writeFile([{ name: fileStem(stem), table: planned }], { ...DEFAULT_FORM, format }, job);
      downloadBlob(blob, fileName);
      return fileName;
    },
    dismiss: () => patch({ error: null }),
  };
}

/** Without what file systems do not like. */
const fileStem = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/^\.+/u, '') || 'rowlink';

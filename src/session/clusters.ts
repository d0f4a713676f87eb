import type { ProjectStore } from '../adapters/project-store';
import { headOfChain, sealEntry } from '../core/audit/chain';
import { createClusterRule } from '../core/clusters/cluster-rule';
import { type ClusterSettings, DEFAULT_CLUSTER_SETTINGS } from '../core/clusters/cluster-settings';
import { summariseClusters } from '../core/clusters/cluster-summary';
import { planClusterRevert } from '../core/clusters/edit-history';
import {
  type ClusterBook,
  type ClusterEntry,
  type ClusterMergeEntry,
  openClusterBook,
  planClusterRedo,
  planClusterUndo,
} from '../core/clusters/edits';
import type { GoldenSettings } from '../core/clusters/golden-record';
import {
  type ClusterMergePlan,
  openClusterDifferences,
  planClusterMerge,
  planKeepClusters,
  planTakeClusters,
} from '../core/clusters/merge-edits';
import { membersByCluster } from '../core/clusters/partition';
import { settleClusters } from '../core/clusters/settle';
import type { ExportRequest } from '../core/export/compose';
import { toAppError } from '../core/model/errors';
import type { RunRecord } from '../core/model/run-record';
import { type MatchSettings, type Project, upgradeSettings } from '../core/model/settings';
import type { CandidateSet, Dataset } from '../core/model/types';
import type { ClusterAnswer } from '../rpc/protocol';
import { cleanedTable } from './cleaned-tables';
import { prepareClusterExport } from './cluster-export';
import { findWithin, prepareClusters } from './clustering';
import type { ClusterActions, ClusterExportOptions, ClusterReview, MatchPhase } from './contract';
import { exportFileName, offerFile, surveyInWorker, writeInWorker } from './exporting';
import type { KeptCandidates } from './kept-candidates';
import { candidatesKey } from './new-project';
import { signed } from './reviewers';
import { createMeter, recordRun } from './running';
import type { StateHolder } from './state';

interface DeskInput {
  readonly holder: StateHolder;
  readonly store: ProjectStore;
  readonly project: () => Project;
  /** The table to deduplicate; null while it is not there. */
  readonly dataset: () => Dataset | null;
  save(change: Partial<Project>): Promise<void>;
  /** Writes go one after the other. */
  inOrder<T>(work: () => Promise<T>): Promise<T>;
  /** After an edit was written. */
  noteWork(): void;
  readonly kept: KeptCandidates;
}

/** Everything about duplicates within one table: the run, the clusters, and what a person changes in them. */
export interface ClusterDesk extends ClusterActions {
  readonly entries: () => readonly ClusterEntry[];
  readonly entryCount: () => number;
  /** Which cells survive, as the log has it. */
  readonly golden: () => GoldenSettings;
  /** What merging the edits of another reviewer would do, and the merge itself. */
  planMerge(theirs: readonly ClusterEntry[], reviewer: string): ClusterMergePlan;
  merge(theirs: readonly ClusterEntry[], reviewer: string): Promise<ClusterMergeEntry | null>;
  /** Another project: its log, and its clusters as soon as they are made again. */
  open(project: Project): Promise<void>;
  start(): Promise<void>;
  cancel(): void;
  /** Clusters out of date, or not, after a change of the settings of the match. */
  markStale(): void;
}

/** What the clusters on screen were made of; kept apart from the state, which only shows. */
interface Basis extends ClusterAnswer {
  readonly candidates: CandidateSet;
  readonly settings: MatchSettings;
  readonly run: RunRecord | undefined;
}

export function createClusterDesk(input: DeskInput): ClusterDesk {
  const { holder, store, project, save, inOrder, noteWork, kept } = input;
  const { state, patch, notify } = holder;
  let book: ClusterBook = openClusterBook();
  let basis: Basis | null = null;
  let running: AbortController | null = null;

  const chosen = (): ClusterSettings => project().clusters ?? DEFAULT_CLUSTER_SETTINGS;
  const isStale = (settings: MatchSettings): boolean =>
    candidatesKey(project()) !== candidatesKey({ ...project(), settings: { ...settings, task: 'deduplicate' } });

  /** A recipe may have brought other rules for surviving cells before anything was edited. */
  const takeStart = (): void => {
    if (book.entries.length === 0) book = openClusterBook([], chosen().golden);
  };
  /** Shows the clusters as the settings and the log have them. O(rows + pairs). */
  const show = (): void => {
    if (!basis) {
      patch({ clusters: null });
      return;
    }
    const { graph, order, autoThreshold, settings, run } = basis;
    takeStart();
    const mine = { ...chosen(), golden: book.golden.settings };
    const rule = createClusterRule(graph, mine.rule, order);
    const threshold = mine.threshold === 'auto' ? autoThreshold : mine.threshold;
    const settled = settleClusters(rule, threshold, book);
    const review: ClusterReview = {
      graph,
      rule,
      threshold,
      autoThreshold,
      settings: mine,
      on: settings.on.left,
      settled,
      members: membersByCluster(settled.clusterOf),
      summary: summariseClusters(settled, graph, book),
      book,
      run,
      version: book.entries.length,
      isStale: isStale(settings),
    };
    patch({ clusters: review });
  };

  const append = async (plan: () => ClusterEntry | null): Promise<ClusterEntry | null> => {
    if (state().isReadOnly) return null;
    return inOrder(async () => {
      const planned = plan();
      if (!planned) return null;
      const entry = sealEntry(headOfChain(book.entries), signed(planned, state().reviewer));
      patch({ isSaved: false });
      await store.appendClusterEntry(project().id, entry);
      noteWork();
      book.append(entry);
      patch({ isSaved: true });
      show();
      return entry;
    });
  };
  const now = (): string => new Date().toISOString();

  const exportRequest = async (options: ClusterExportOptions): Promise<ExportRequest | null> => {
    const dataset = input.dataset();
    const { clusters, sides } = state();
    if (!dataset || !clusters || sides.left.status !== 'ready') return null;
    const { shown } = await cleanedTable(dataset, project().settings.cleaning.left);
    return prepareClusterExport(shown, sides.left.recordIdColumn, clusters, options);
  };

  return {
    entries: () => book.entries,
    entryCount: () => book.entries.length,
    golden: () => book.golden.settings,
    planMerge: (theirs, reviewer) => planClusterMerge(book, { theirs, reviewer, at: now() }),
    async merge(theirs, reviewer) {
      const entry = await append(() => planClusterMerge(book, { theirs, reviewer, at: now() }).entry);
      return entry?.kind === 'merge' ? entry : null;
    },
    async open(next) {
      running?.abort();
      basis = null;
      patch({ clusters: null });
      const entries = await store.readClusterEntries(next.id).catch((): ClusterEntry[] => []);
      book = openClusterBook(entries, next.clusters?.golden);
      if (next.settings.task !== 'deduplicate' || !next.candidates) return;
      const stored = await store.readCandidates(next.candidates).catch(() => null);
      const dataset = input.dataset();
      if (!stored || stored.candidates.leftCount !== dataset?.rowCount || project().id !== next.id) return;
      const answer = await prepareClusters(stored.candidates, (next.clusters ?? DEFAULT_CLUSTER_SETTINGS).rule).catch(
        (thrown: unknown) => {
          patch({ run: { status: 'failed', error: toAppError(thrown) } });
          return null;
        },
      );
      if (!answer || project().id !== next.id) return;
      basis = { ...answer, candidates: stored.candidates, settings: upgradeSettings(stored.settings), run: stored.run };
      show();
    },

    async start() {
      const dataset = input.dataset();
      if (!dataset || running || state().isReadOnly) return;
      const mine = new AbortController();
      running = mine;
      const { settings, id } = project();
      const started = performance.now();
      const showProgress = createProgress(holder, mine.signal);
      showProgress('loading-model', 0, 0);
      try {
        const hooks = { signal: mine.signal, onProgress: showProgress };
        const stored = await kept.recall();
        const found = stored ?? (await findWithin(dataset, settings, { useCache: true }, hooks));
        showProgress('linking', 0, 0);
        const answer = await prepareClusters(found.candidates, chosen().rule, mine.signal);
        if (project().id !== id) return;
        const run = stored
          ? stored.run
          : recordRun(performance.now() - started, 'encoding' in found ? (found.encoding ?? null) : null);
        basis = { ...answer, candidates: found.candidates, settings, run };
        const { candidates, threshold } = found;
        await kept.keep({ candidates, settings, threshold, links: [], ...(run && { run }) }).catch(() => {});
        show();
        patch({ run: { status: 'idle' } });
        if (stored) return notify('success', 'match-kept');
        const shared = state().clusters?.summary.size.filter((size) => size > 1).length ?? 0;
        const seconds = Math.max(1, Math.round((performance.now() - started) / 1000));
        notify('success', 'duplicates-done', { links: shared, left: dataset.rowCount, seconds });
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code === 'job/cancelled') {
          patch({ run: { status: 'idle' } });
          notify('info', 'match-cancelled');
        } else patch({ run: { status: 'failed', error } });
      } finally {
        running = null;
      }
    },
    cancel() {
      const { run } = state();
      if (!running || run.status !== 'running') return;
      patch({ run: { ...run, isCancelling: true } });
      running.abort();
    },
    markStale() {
      const { clusters } = state();
      if (clusters && basis) patch({ clusters: { ...clusters, isStale: isStale(basis.settings) } });
    },

    edit: async (plan) => (await append(() => plan(book, now()))) !== null,
    undo: () => append(() => planClusterUndo(book, now())),
    redo: () => append(() => planClusterRedo(book, now())),
    keepMine: async (row) =>
      (await append(() => {
        const difference = openClusterDifferences(book.entries).find(({ rows }) => rows.includes(row));
        return difference ? planKeepClusters(book, difference, now()) : null;
      })) !== null,
    takeTheirs: async (row, reviewer) =>
      (await append(() => {
        const open = openClusterDifferences(book.entries);
        const difference = open.find((one) => one.reviewer === reviewer && one.rows.includes(row));
        return difference ? planTakeClusters(book, difference, now()) : null;
      })) !== null,
    revert: async (seq) => (await append(() => planClusterRevert(book, seq, now()))) !== null,
    async change(part) {
      if (state().isReadOnly) return;
      const before = chosen();
      const next = { ...before, ...part };
      const isOtherRule = JSON.stringify(before.rule) !== JSON.stringify(next.rule);
      const saving = save({ clusters: next });
      if (isOtherRule && basis) {
        const { candidates } = basis;
        const answer = await prepareClusters(candidates, next.rule).catch(() => null);
        if (answer && basis?.candidates === candidates) basis = { ...basis, ...answer };
      }
      show();
      await saving;
    },
    async exportFile(options, hooks) {
      try {
        const request = await exportRequest(options);
        if (!request) return null;
        return offerFile(await writeInWorker(request, hooks), exportFileName('rowlink', options.kind, options.form.format));
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'job/cancelled') notify('error', 'export-failed', {}, error);
        return null;
      }
    },
    async surveyExport(options, signal) {
      const request = await exportRequest(options).catch(() => null);
      return request && surveyInWorker(request, signal);
    },
  };
}

const SHOW_EVERY_MS = 120;

/** Reports a run through the state, some times a second. */
function createProgress(holder: StateHolder, signal: AbortSignal): (phase: MatchPhase, done: number, total: number) => void {
  const meter = createMeter();
  let shownAt = 0;
  return (phase, done, total) => {
    const now = performance.now();
    const { run } = holder.state();
    if (signal.aborted || (run.status === 'running' && run.phase === phase && now - shownAt < SHOW_EVERY_MS)) return;
    shownAt = now;
    const figures = { ...meter(phase, done, total), hasPreview: false, isCancelling: false };
    holder.patch({ run: { status: 'running', phase, done, total, ...figures } });
  };
}

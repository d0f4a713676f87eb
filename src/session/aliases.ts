import { type AliasShelf, createMemoryAliases, hasAliasShelf, openAliasShelf } from '../adapters/alias-shelf';
import { downloadBlob } from '../adapters/download';
import { type AliasGroup, areSameGroups, groupKey, uniteGroups } from '../core/aliases/alias-group';
import { aliasesInForce } from '../core/aliases/apply-aliases';
import type { AliasRowCounts } from '../core/aliases/count-alias-rows';
import type { AliasReading } from '../core/aliases/read-alias-table';
import type { AliasSuggestion } from '../core/aliases/suggest-aliases';
import { groupsChanged } from '../core/aliases/touched-rows';
import { aliasCsv } from '../core/aliases/write-alias-table';
import { AppError, toAppError } from '../core/model/errors';
import type { MatchSettings, Project } from '../core/model/settings';
import type { CandidateSet, Dataset, Sides } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import { spawnEvaluate } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { comparedTables } from './cleaned-tables';
import type { Outcome, SessionState } from './contract';
import { exportFileName, linkedRows } from './exporting';
import { handOver } from './handing-over';
import { outcomeOf } from './outcome';
import { readInWorker } from './reading';
import type { StateHolder } from './state';

/** Groups count in the open project, or in every project of this browser. */
export type AliasScope = 'project' | 'shared';

/** Words that mean the same: those of the open project are in its settings, those of all projects in the state. */
export interface AliasDesk {
  /** Reads what all projects of this browser share into the state. */
  readShared(): Promise<void>;
  /**
   * Takes groups away and puts others in their place, which count in `scope`; candidates and scores follow. False where nothing is new,
   * the tab is read-only, or what is shared could not be kept.
   */
  edit(change: AliasChange): Promise<boolean>;
  /** Takes the last change back. */
  undo(): Promise<boolean>;
  /** What a file of two columns says. Nothing is added. */
  readFile(file: File, isOneWay: boolean): Promise<Outcome<AliasReading>>;
  /** Offers groups as a CSV file; its name. */
  exportFile(groups: readonly AliasGroup[]): string;
  /** Rows in which each group has a word; null where there are no tables. */
  count(groups: readonly AliasGroup[], signal: AbortSignal): Promise<Outcome<AliasRowCounts | null>>;
  /** Words that accepted pairs show in each other's place again and again. */
  suggest(signal: AbortSignal): Promise<Outcome<readonly AliasSuggestion[]>>;
}

export interface AliasChange {
  readonly remove?: readonly AliasGroup[];
  readonly add?: readonly AliasGroup[];
  readonly scope: AliasScope;
}

interface AliasInput {
  readonly holder: StateHolder;
  readonly project: () => Project;
  readonly datasets: () => Sides<Dataset> | null;
  updateSettings(change: Partial<MatchSettings>): Promise<void>;
  /** Candidates of the open project anew, without a word; what is there stays on screen until then. */
  matchAgain(): Promise<void>;
  /**
   * Rows that the words of these groups touch anew, in place, where a whole match would take long. How many got new candidates; null
   * where that was not possible.
   */
  matchPart(groups: readonly AliasGroup[]): Promise<number | null>;
  /** Stops `matchAgain`. */
  stopMatching(): void;
}

interface Held {
  readonly own: readonly AliasGroup[];
  readonly shared: readonly AliasGroup[];
}

/** Changes that can be taken back. */
const MOST_STEPS = 30;
/** Rows of both tables for which a match is so quick that it is done without asking. */
export const ROWS_AT_ONCE = 60_000;
/** Accepted pairs that are looked at for suggestions, the last ones. */
const MOST_PAIRS = 5_000;

const memory = createMemoryAliases();
let opening: Promise<AliasShelf> | null = null;
/** The shelf of this browser, or the page's own where nothing is kept. */
function openShelf(): Promise<AliasShelf> {
  opening ??= openAliasShelf()
    .then(async (shelf) => {
      // Where somebody asked to keep work only now, what the page held goes along.
      const held = await memory.list();
      if (held.length > 0) await shelf.replace(uniteGroups(await shelf.list(), held));
      await memory.replace([]);
      return shelf;
    })
    .catch(() => {
      opening = null;
      return memory;
    });
  return opening;
}

export function createAliasDesk(input: AliasInput): AliasDesk & { bringShared(): Promise<void> } {
  const { holder, project } = input;
  const { state, patch, notify } = holder;
  let steps: { readonly id: string; readonly before: Held }[] = [];
  let work: Promise<void> | null = null;
  let isWanted = false;

  const own = (): readonly AliasGroup[] => project().settings.aliases ?? [];
  const setShared = (shared: readonly AliasGroup[]): void => {
    if (!areSameGroups(shared, state().aliases.shared)) patch({ aliases: { ...state().aliases, shared } });
  };
  const showUndo = (): void => {
    const canUndo = steps.some(({ id }) => id === project().id);
    if (canUndo !== state().aliases.canUndo) patch({ aliases: { ...state().aliases, canUndo } });
  };
  const readShared = async (): Promise<void> => {
    const hasShelf = opening !== null || (await hasAliasShelf());
    setShared(await (hasShelf ? await openShelf() : memory).list().catch(() => []));
    showUndo();
  };

  /** Matches once more as often as words change meanwhile. */
  const renew = (): void => {
    if (work) {
      isWanted = true;
      input.stopMatching();
      return;
    }
    const once = async (): Promise<void> => {
      do {
        isWanted = false;
        await matchAgain();
      } while (isWanted);
    };
    work = once().finally(() => {
      work = null;
    });
  };
  const matchAgain = async (): Promise<void> => {
    const { review, clusters, run } = state();
    const tables = input.datasets();
    const isWithin = project().settings.task === 'deduplicate';
    if (run.status === 'running' || !(isWithin ? clusters : review && tables)) return;
    const rows = isWithin ? (clusters?.graph.rowCount ?? 0) : tables!.left.rowCount + tables!.right.rowCount;
    const started = performance.now();
    const seconds = (): number => Math.max(1, Math.round((performance.now() - started) / 1000));
    if (rows > ROWS_AT_ONCE) {
      const renewed = isWithin || project().settings.concept ? null : await inPlace();
      if (renewed === null) notify('info', 'aliases-wait');
      else notify('success', 'aliases-part', { rows: renewed, seconds: seconds() });
      return;
    }
    await input.matchAgain();
    const after = state().review;
    if (isWithin || !review || !after || after.isStale || after.candidates === review.candidates) return;
    const changed = countNewBest(review.candidates, after.candidates);
    notify('success', 'aliases-applied', { changed, seconds: seconds() });
  };

  /** What is searched anew goes by all that changed since the candidates under review were found. */
  const inPlace = async (): Promise<number | null> => {
    const groups = groupsChanged(state().review?.settings.aliases ?? [], own());
    if (groups.length === 0) return null;
    const { value, error } = await outcomeOf(() => input.matchPart(groups));
    return error ? null : value;
  };

  const put = async (next: Held, isUndo = false): Promise<boolean> => {
    if (state().isReadOnly) return false;
    const before: Held = { own: own(), shared: state().aliases.shared };
    const changesOwn = !areSameGroups(before.own, next.own);
    const changesShared = !areSameGroups(before.shared, next.shared);
    if (!changesOwn && !changesShared) return false;
    if (changesShared) {
      const shelf = await openShelf();
      try {
        await shelf.replace(next.shared);
      } catch (thrown) {
        notify('error', 'storage-memory', {}, toAppError(thrown));
        return false;
      }
      setShared(next.shared);
    }
    if (!isUndo) steps = [...steps, { id: project().id, before }].slice(-MOST_STEPS);
    showUndo();
    if (changesOwn) {
      await input.updateSettings({ aliases: aliasesInForce(next.own) });
      renew();
    }
    return true;
  };

  const desk: AliasDesk & { bringShared(): Promise<void> } = {
    readShared,
    async bringShared() {
      await readShared();
      const mine = own();
      const united = uniteGroups(mine, state().aliases.shared);
      if (united !== mine && !state().isReadOnly) await input.updateSettings({ aliases: aliasesInForce(united) });
    },
    async edit({ remove = [], add = [], scope }) {
      await readShared();
      const gone = new Set(remove.map(groupKey));
      const after = (groups: readonly AliasGroup[], added: readonly AliasGroup[]): readonly AliasGroup[] => {
        const at = groups.findIndex((group) => gone.has(groupKey(group)));
        const rest = (part: readonly AliasGroup[]) => part.filter((group) => !gone.has(groupKey(group)));
        if (at < 0) return uniteGroups(groups, added);
        return uniteGroups([], [...rest(groups.slice(0, at)), ...added, ...rest(groups.slice(at))]);
      };
      return put({ own: after(own(), add), shared: after(state().aliases.shared, scope === 'shared' ? add : []) });
    },
    async undo() {
      const last = steps.findLast(({ id }) => id === project().id);
      if (!last) return false;
      steps = steps.filter((step) => step !== last);
      const isDone = await put(last.before, true);
      showUndo();
      return isDone;
    },
    readFile: (file, isOneWay) =>
      outcomeOf(async () => {
        const { dataset } = await readInWorker({ file, settings: { headerRow: 'none' } });
        return withWorker(spawnEvaluate, (worker) =>
          worker.call('readAliases', { table: dataset, isOneWay }, { transfer: buffersOf(dataset) }),
        );
      }),
    exportFile(groups) {
      const fileName = exportFileName('rowlink', 'aliases', 'csv');
      downloadBlob(new Blob([aliasCsv(groups)], { type: 'text/csv' }), fileName);
      return fileName;
    },
    count: (groups, signal) =>
      outcomeOf(async () => {
        const handed = await tablesOf(state(), input.datasets(), project().settings, signal);
        if (!handed) return null;
        const { tables, transfer } = handed;
        const { settings } = project();
        return withWorker(spawnEvaluate, (worker) =>
          worker.call('countAliases', { tables, groups, settings }, { signal, transfer }),
        );
      }),
    suggest: (signal) =>
      outcomeOf(async () => {
        const { review } = state();
        const both = input.datasets();
        if (!review || !both) return [];
        const links = linkedRows(review, 'accepted').slice(-MOST_PAIRS);
        if (links.length === 0) return [];
        const handed = await tablesOf(state(), both, project().settings, signal);
        if (!handed) return [];
        const { tables, transfer } = handed;
        const pairs = {
          left: Uint32Array.from(links, ({ left }) => left),
          right: Uint32Array.from(links, ({ right }) => right),
        };
        const { settings } = project();
        return withWorker(spawnEvaluate, (worker) =>
          worker.call('suggestAliases', { tables, pairs, settings }, { signal, transfer }),
        );
      }),
  };
  return desk;
}

/** The compared columns of the open project's tables, on their way to a worker; null where there is nothing to compare. */
async function tablesOf({ sides }: SessionState, both: Sides<Dataset> | null, settings: MatchSettings, signal: AbortSignal) {
  const isWithin = settings.task === 'deduplicate';
  const one = sides.left.status === 'ready' ? sides.left.dataset : null;
  const tables = isWithin ? one && { left: one, right: one } : both;
  if (!tables || settings.on.left.length === 0) return null;
  if (signal.aborted) throw new AppError('job/cancelled');
  const compared = await comparedTables(tables, settings.cleaning, signal);
  return handOver(compared, { left: settings.on.left, right: isWithin ? settings.on.left : settings.on.right });
}

/** Left rows whose best candidate is another one now. O(rows). */
function countNewBest(before: CandidateSet, after: CandidateSet): number {
  const bestOf = ({ offsets, right }: CandidateSet, row: number): number =>
    offsets[row] === offsets[row + 1] ? -1 : right[offsets[row]!]!;
  let changed = 0;
  for (let row = 0; row < after.leftCount; row++) if (bestOf(before, row) !== bestOf(after, row)) changed++;
  return changed;
}

import { lockProject, type WriteLock } from '../adapters/web-locks';
import { conceptsOf } from '../core/candidates/concepts';
import { type DecisionBook, type LogEntry, openDecisionBook, planDecision, planRedo, planUndo } from '../core/decisions/log';
import { AppError, toAppError } from '../core/model/errors';
import {
  DEFAULT_MATCH_SETTINGS,
  type MatchSettings,
  PROJECT_SCHEMA_VERSION,
  type Project,
  upgradeProject,
  upgradeSettings,
} from '../core/model/settings';
import type { Dataset, ReadSettings, Side, Sides } from '../core/model/types';
import { columnCells, columnIndex } from '../core/table/cells';
import { suggestRecordId } from '../core/table/record-id';
import { suggestColumns } from '../core/table/suggest-columns';
import { searchWorkers, spawnParse, spawnSearch } from '../rpc/spawn';
import { CANDIDATES_WITHIN } from './clustering';
import { createClusterDesk } from './clusters';
import type { ReviewState, Session, SideState } from './contract';
import { thresholdOf } from './engine';
import { composeExport, downloadBlob, exportLinks } from './exporting';
import { rulesThatFit } from './fitting-rules';
import { evaluateInWorker, rankByAccepted } from './judging';
import { blankProject, candidatesKey } from './new-project';
import { outcomeOf } from './outcome';
import { createRunner, linksOf, reviewOf } from './running';
import { createSafekeeping } from './safekeeping';
import { fetchDuplicateSample, fetchSamples } from './samples';
import { createStateHolder } from './state';
import { openStorage, rememberedProject, rememberProject } from './storage';

/** Opens the project that was open last, or an empty one. One session a page. */
export async function createSession(): Promise<Session> {
  const holder = createStateHolder();
  const store = await openStorage(holder);
  const runner = createRunner(holder);
  const files: { left: File | null; right: File | null } = { left: null, right: null };
  let book: DecisionBook = openDecisionBook();
  let lock: WriteLock | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  const { state, patch, notify } = holder;
  const project = (): Project => state().project!;

  /** Writes go one after the other, so that what is shown is never ahead of an earlier write. */
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const result = writing.then(work, work);
    writing = result.catch(() => {});
    return result;
  };
  const save = (change: Partial<Project>): Promise<void> => {
    const next = { ...project(), ...change, changedAt: new Date().toISOString() };
    patch({ project: next, isSaved: false });
    if (state().isReadOnly) return Promise.resolve();
    return inOrder(() => store.saveProject(next)).then(
      () => patch({ isSaved: true }),
      (thrown: unknown) => notify('error', 'storage-memory', {}, toAppError(thrown)),
    );
  };

  const openAs = async (next: Project): Promise<void> => {
    runner.cancel();
    lock?.release();
    files.left = null;
    files.right = null;
    lock = await lockProject(next.id, () => void session.openProject(next.id));
    book = openDecisionBook(await store.readEntries(next.id).catch((): LogEntry[] => []));
    const sides = { left: await readSide(next, 'left'), right: await readSide(next, 'right') };
    const review = next.settings.task === 'link' ? await readReview(next, sides) : null;
    patch({ project: next, isReadOnly: !lock.isHeld, sides, review, run: { status: 'idle' }, isSaved: true });
    void desk.open(next);
    if (lock.isHeld) rememberProject(next.id);
    else notify('warning', 'read-only');
  };
  const readSide = async (next: Project, side: Side): Promise<SideState> => {
    const fingerprint = next.datasets[side];
    const dataset = fingerprint && (await store.readDataset(fingerprint).catch(() => null));
    return dataset ? { status: 'ready', dataset, recordIdColumn: suggestRecordId(dataset) } : { status: 'empty' };
  };
  const readReview = async (next: Project, sides: Sides<SideState>): Promise<ReviewState | null> => {
    if (!next.candidates || sides.left.status !== 'ready' || sides.right.status !== 'ready') return null;
    const stored = await store.readCandidates(next.candidates).catch(() => null);
    if (!stored) return null;
    const review = reviewOf(stored, upgradeSettings(stored.settings), book, false);
    return { ...review, isStale: candidatesKey(next) !== next.candidates };
  };

  const datasets = (): Sides<Dataset> | null => {
    const { left, right } = state().sides;
    return left.status === 'ready' && right.status === 'ready' ? { left: left.dataset, right: right.dataset } : null;
  };
  const setSide = (side: Side, value: SideState): void => patch({ sides: { ...state().sides, [side]: value } });

  /** Decisions belong to two tables. New tables beside decisions start a new project, and the old one stays in the list. */
  const keepDecisionsApart = async (): Promise<void> => {
    if (book.entries.length === 0 && desk.entryCount() === 0 && !state().isReadOnly) return;
    const { datasets: tables, rowCounts, reading, settings } = project();
    const sides = state().sides;
    const held = { ...files };
    await openAs({ ...blankProject(), datasets: tables, rowCounts, reading, settings });
    Object.assign(files, held);
    patch({ sides });
  };

  const readInto = async (side: Side, file: File, settings: ReadSettings): Promise<void> => {
    const before = state().sides[side];
    setSide(side, { status: 'reading', fileName: file.name, done: 0, total: file.size });
    const worker = spawnParse();
    try {
      const dataset = await worker.call(
        'read',
        { source: { name: file.name, blob: file }, settings },
        { onProgress: (done, total) => setSide(side, { status: 'reading', fileName: file.name, done, total }) },
      );
      setSide(side, before);
      const isChanged = project().datasets[side] !== dataset.fingerprint;
      if (isChanged) await keepDecisionsApart();
      files[side] = file;
      await inOrder(() => store.saveDataset(dataset));
      setSide(side, { status: 'ready', dataset, recordIdColumn: suggestRecordId(dataset) });
      const tables = { ...project().datasets, [side]: dataset.fingerprint };
      const rowCounts = { ...project().rowCounts, [side]: dataset.rowCount };
      await save({ datasets: tables, rowCounts, reading: { ...project().reading, [side]: settings } });
      if (isChanged) await tablesChanged();
      // Its script is loaded and compiled by the time somebody presses Match.
      if (datasets()) searchWorkers.prepare();
    } catch (thrown) {
      setSide(side, { status: 'failed', fileName: file.name, error: toAppError(thrown) });
    } finally {
      worker.terminate();
    }
  };
  const tablesChanged = async (): Promise<void> => {
    patch({ review: null });
    if (project().settings.task === 'deduplicate') return tableWithinChanged();
    const tables = datasets();
    if (!tables) return save({ candidates: null });
    if (tables.left.fingerprint === tables.right.fingerprint) notify('warning', 'identical-files');
    await save({
      name: projectName(tables),
      candidates: null,
      settings: {
        ...project().settings,
        ...rulesThatFit(project().settings, tables),
        on: suggestColumns(tables.left, tables.right),
      },
    });
  };

  const tableWithinChanged = async (): Promise<void> => {
    const { left } = state().sides;
    const settings = { ...project().settings, task: 'deduplicate', candidatesPerRow: CANDIDATES_WITHIN } as const;
    if (left.status === 'ready') {
      const tables = { left: left.dataset, right: left.dataset };
      const on = suggestColumns(tables.left, tables.right);
      const fitting = { ...settings, ...rulesThatFit(settings, tables), on };
      await save({ name: stem(left.dataset), candidates: null, settings: fitting });
    } else await save({ candidates: null, settings });
    await desk.open(project());
  };

  const rightConcepts = (): Uint32Array | undefined => {
    const { concept } = project().settings;
    const table = datasets()?.right;
    const at = concept && table ? columnIndex(table, concept.id) : -1;
    return at < 0 ? undefined : conceptsOf(columnCells(table!, at));
  };
  const relink = async (): Promise<void> => {
    const { review } = state();
    const { settings } = project();
    if (!review) return;
    const threshold = thresholdOf(settings);
    const worker = spawnSearch();
    try {
      const { cardinality, limits } = settings;
      const request = { candidates: review.candidates, settings: { cardinality, limits, threshold }, conceptOf: rightConcepts() };
      const suggested = await worker.call('link', request);
      const linked = { ...review.settings, cardinality, limits, threshold: settings.threshold };
      const links = linksOf({ candidates: review.candidates, links: suggested, threshold });
      patch({ review: { ...(state().review ?? review), ...links, settings: linked } });
      await keepCandidates();
    } finally {
      worker.terminate();
    }
  };
  const keepCandidates = async (): Promise<void> => {
    const { review } = state();
    if (!review || state().isReadOnly) return;
    const fingerprint = candidatesKey({ ...project(), settings: review.settings });
    const { candidates, settings, threshold, suggested: links } = review;
    await inOrder(() => store.saveCandidates({ fingerprint, candidates, settings, threshold, links }));
    await save({ candidates: fingerprint });
  };

  const append = async (plan: () => LogEntry | null): Promise<LogEntry | null> => {
    if (state().isReadOnly) return null;
    return inOrder(async () => {
      const entry = plan();
      if (!entry) return null;
      patch({ isSaved: false });
      await store.appendEntry(project().id, entry);
      noteWork();
      book.append(entry);
      const { review } = state();
      patch({ isSaved: true, review: review && { ...review, book, version: book.entries.length } });
      return entry;
    });
  };
  const firstRow = (entry: LogEntry | null): number | null => entry?.changes.at(-1)?.left ?? null;
  const now = (): string => new Date().toISOString();

  const { noteWork, takeProjectFile, ...keeping } = createSafekeeping({
    holder,
    store,
    project,
    inOrder,
    openProject: (id) => session.openProject(id),
    stopWork() {
      runner.cancel();
      desk.cancel();
    },
  });
  const desk = createClusterDesk({
    holder,
    store,
    project,
    dataset: () => {
      const { left } = state().sides;
      return left.status === 'ready' ? left.dataset : null;
    },
    save,
    inOrder,
    noteWork,
  });

  const session: Session = {
    state,
    clusters: desk,
    subscribe: holder.subscribe,
    dismissNotice: holder.dismiss,
    ...keeping,

    async listProjects() {
      const all = await store.listProjects().catch((): readonly Project[] => []);
      return all.map(({ id, name, changedAt, rowCounts: { left, right } }) => ({
        id,
        name,
        changedAt,
        leftRows: left,
        rightRows: right,
      }));
    },
    newProject: () => openAs(blankProject()),
    async openProject(id) {
      const stored = await store.readProject(id).catch(() => null);
      if (!stored) return false;
      if (stored.schemaVersion > PROJECT_SCHEMA_VERSION) {
        notify('error', 'project-newer', {}, new AppError('project/newer-version'));
        return false;
      }
      await openAs(upgradeProject(stored));
      return true;
    },
    async deleteProject(id) {
      try {
        await store.deleteProject(id);
      } catch (thrown) {
        notify('error', 'project-deleted', {}, toAppError(thrown));
        return;
      }
      if (project().id === id) await openAs(blankProject());
      notify('info', 'project-deleted');
    },
    renameProject: (name) => save({ name }),

    async addFiles(added) {
      const [first, second] = added;
      if (!first) return;
      if (await takeProjectFile(first)) return;
      if (added.length > 2) notify('info', 'extra-files-ignored', { count: added.length - 2 });
      if (second) {
        await session.setFile('left', first);
        await session.setFile('right', second);
      } else {
        const isFirst = state().sides.left.status !== 'ready' || project().settings.task === 'deduplicate';
        await session.setFile(isFirst ? 'left' : 'right', first);
      }
    },
    setFile: (side, file) => readInto(side, file, {}),
    async reread(side, settings) {
      const file = files[side];
      if (file) await readInto(side, file, settings);
    },
    async clearSide(side) {
      await keepDecisionsApart();
      files[side] = null;
      setSide(side, { status: 'empty' });
      const { datasets: tables, rowCounts, reading } = project();
      await save({
        datasets: { ...tables, [side]: null },
        rowCounts: { ...rowCounts, [side]: 0 },
        reading: { ...reading, [side]: {} },
      });
      await tablesChanged();
    },
    async swapSides() {
      await keepDecisionsApart();
      const { left, right } = state().sides;
      [files.left, files.right] = [files.right, files.left];
      patch({ sides: { left: right, right: left } });
      const { datasets: tables, rowCounts, reading } = project();
      await save({ datasets: swapped(tables), rowCounts: swapped(rowCounts), reading: swapped(reading) });
      await tablesChanged();
    },
    async loadSamples() {
      try {
        await session.addFiles(await fetchSamples());
        notify('info', 'samples-loaded');
      } catch (thrown) {
        setSide('left', { status: 'failed', fileName: '', error: toAppError(thrown) });
      }
    },
    async loadDuplicateSample() {
      try {
        const files = await fetchDuplicateSample();
        await session.chooseTask('deduplicate');
        await session.addFiles(files);
      } catch (thrown) {
        setSide('left', { status: 'failed', fileName: '', error: toAppError(thrown) });
      }
    },
    async chooseTask(task) {
      if (state().isReadOnly || project().settings.task === task) return;
      await keepDecisionsApart();
      const { candidatesPerRow } = task === 'link' ? DEFAULT_MATCH_SETTINGS : { candidatesPerRow: CANDIDATES_WITHIN };
      await save({ settings: { ...project().settings, task, candidatesPerRow } });
      patch({ clusters: null });
      await tablesChanged();
    },

    async updateSettings(change) {
      const settings: MatchSettings = { ...project().settings, ...change };
      await save({ settings });
      if (datasets()) searchWorkers.prepare();
      desk.markStale();
      const { review } = state();
      if (!review) return;
      const isStale = candidatesKey(project()) !== candidatesKey({ ...project(), settings: review.settings });
      patch({ review: { ...review, isStale } });
      if (!isStale && !review.isProvisional && ('threshold' in change || 'cardinality' in change || 'limits' in change))
        await relink();
    },
    setThreshold: (threshold) => session.updateSettings({ threshold }),

    async startMatch() {
      if (project().settings.task === 'deduplicate') return desk.start();
      const tables = datasets();
      if (!tables || state().isReadOnly) return;
      const { settings } = project();
      if (settings.on.left.length === 0 || settings.on.right.length === 0) {
        patch({ run: { status: 'failed', error: new AppError('input/unknown-column', { column: '', file: '' }) } });
        return;
      }
      const id = project().id;
      await runner.start(tables, settings, book);
      if (project().id === id) await keepCandidates();
    },
    cancelMatch() {
      runner.cancel();
      desk.cancel();
    },
    async learnFromAccepted() {
      const tables = datasets();
      const { review } = state();
      if (!tables || !review || state().isReadOnly) return;
      const id = project().id;
      const accepted = exportLinks(review, 'accepted').map(({ left, right }) => ({ left, right }));
      const { value, error } = await outcomeOf(() =>
        rankByAccepted(tables, review.settings, accepted, true, { signal: new AbortController().signal, onProgress: () => {} }),
      );
      if (project().id !== id) return;
      if (error) return notify('error', 'learning-failed', {}, error);
      patch({ review: { ...(state().review ?? review), candidates: value.candidates, ...linksOf(value) } });
      notify('success', 'learned', { pairs: accepted.length });
      await keepCandidates();
    },
    async openResult(tables, found, settings) {
      const { left, right } = tables;
      await openAs({
        ...blankProject(),
        name: projectName(tables),
        datasets: { left: left.fingerprint, right: right.fingerprint },
        rowCounts: { left: left.rowCount, right: right.rowCount },
        settings,
      });
      const keep = inOrder(() => Promise.all([store.saveDataset(left), store.saveDataset(right)]));
      patch({
        sides: {
          left: { status: 'ready', dataset: left, recordIdColumn: suggestRecordId(left) },
          right: { status: 'ready', dataset: right, recordIdColumn: suggestRecordId(right) },
        },
        review: reviewOf(found, settings, book, false),
      });
      await keep;
      await keepCandidates();
    },

    decide: async (action, changes) => (await append(() => planDecision(book, action, changes, now()))) !== null,
    undo: async () => firstRow(await append(() => planUndo(book, now()))),
    redo: async () => firstRow(await append(() => planRedo(book, now()))),

    readTable: (file) =>
      outcomeOf(async () => {
        const worker = spawnParse();
        try {
          return await worker.call('read', { source: { name: file.name, blob: file }, settings: {} });
        } finally {
          worker.terminate();
        }
      }),
    evaluateReview: ({ truth, ids, coverage, include }, signal) =>
      outcomeOf(async () => {
        const tables = datasets();
        const { review } = state();
        if (!tables || !review) throw new AppError('project/not-found');
        const { candidates, settings } = review;
        const links = exportLinks(review, include).map(({ left, right }) => ({ left, right }));
        const { on, cardinality } = settings;
        return evaluateInWorker({ tables, on, ids, truth, candidates, links, cardinality, coverage }, { signal });
      }),

    async exportFile(options) {
      const tables = datasets();
      const { review, sides } = state();
      if (!tables || !review || sides.left.status !== 'ready' || sides.right.status !== 'ready') return null;
      const recordIds = { left: sides.left.recordIdColumn, right: sides.right.recordIdColumn };
      try {
        const { blob, ...outcome } = await composeExport({ datasets: tables, recordIds, review, name: 'rowlink' }, options);
        downloadBlob(blob, outcome.fileName);
        return outcome;
      } catch (thrown) {
        notify('error', 'export-failed', {}, toAppError(thrown));
        return null;
      }
    },
  };

  const last = rememberedProject();
  if (!last || !(await session.openProject(last))) await openAs(blankProject());
  return session;
}

const swapped = <T>({ left, right }: Sides<T>): Sides<T> => ({ left: right, right: left });
const projectName = ({ left, right }: Sides<Dataset>): string => `${stem(left)} – ${stem(right)}`;
const stem = (dataset: Dataset): string => dataset.source.fileName.replace(/\.[^.]+$/u, '');

import { removeEntriesOf } from '../adapters/small-entries';
import { lockProject, type WriteLock } from '../adapters/web-locks';
import { headOfChain, sealEntry } from '../core/audit/chain';
import { subjectOf } from '../core/decisions/history';
import { type DecisionBook, type LogEntry, openDecisionBook, planDecision, planRedo, planUndo } from '../core/decisions/log';
import type { ChosenTruth } from '../core/evaluation/truth-source';
import type { ExportRequest } from '../core/export/compose';
import { clusterResults, rowResults } from '../core/fairness/row-results';
import { thresholdInForce } from '../core/links/auto-threshold';
import { AppError, toAppError } from '../core/model/errors';
import {
  type MatchSettings,
  PROJECT_SCHEMA_VERSION,
  type Project,
  upgradeProject,
  upgradeSettings,
} from '../core/model/settings';
import type { StoredCandidates } from '../core/model/stored-candidates';
import type { CellColumn, Dataset, Side, Sides } from '../core/model/types';
import { isOwnId } from '../core/own-models/own-model';
import { columnIndex } from '../core/table/cells';
import { suggestRecordId } from '../core/table/record-id';
import { modelObstacle } from '../core/vectors/model-obstacle';
import { searchWorkers, spawnSearch } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { createAliasDesk } from './aliases';
import { keepCleanedSides } from './cleaned-sides';
import { cleanedTables, comparedTables } from './cleaned-tables';
import { createClusterDesk } from './clusters';
import { ratesInWorker } from './comparing-groups';
import type { ExportOptions, ReviewState, RunState, Session, SideState } from './contract';
import { copyCandidates } from './copied-candidates';
import { EDITION } from './edition';
import { collectLinks, exportFileName, linkedRows, offerFile, prepareExport, surveyInWorker, writeInWorker } from './exporting';
import { withoutLostColumns } from './fitting-rules';
import { copyColumns } from './handing-over';
import { createIntake, projectName } from './intake';
import { estimateInWorker, evaluateInWorker, guessTruthColumn, guessTruthFile, rankByAccepted } from './judging';
import { keepAgain } from './keeping-again';
import { createKeptCandidates } from './kept-candidates';
import { createLearning } from './learning';
import { createEndpointDesk } from './llm/endpoints';
import { sketched } from './looking';
import { noteFor } from './models/own-models';
import { blankProject, candidatesKey } from './new-project';
import { createOfflineDesk } from './offline';
import { outcomeOf } from './outcome';
import { searchPart } from './part-search';
import { createRecipes } from './recipes';
import { createReports } from './reports';
import { createReviewers, signed } from './reviewers';
import { createRunner, linksOf, reviewOf } from './running';
import { createSafekeeping } from './safekeeping';
import { createSortingDesk } from './sorting-desk';
import { createStateHolder } from './state';
import { openStorage, rememberedProject, rememberedReviewer, rememberProject } from './storage';
import { bytesOf } from './stored-size';
import { adapterNoteFor } from './tuning/adapters';
import { takeAdapterFile } from './tuning/taking-adapters';
import { createTuningDesk } from './tuning/tuning';

/** Opens the project that was open last, or an empty one. One session a page. */
export async function createSession(): Promise<Session> {
  const holder = createStateHolder();
  keepCleanedSides(holder);
  const { store, keep, leaveDisk } = await openStorage(holder, () => void secureWork().catch(noteFailure));
  holder.patch({ reviewer: rememberedReviewer() });
  const runner = createRunner(holder);
  let book: DecisionBook = openDecisionBook();
  /** Of the open project, as the store has it. */
  let storedSchema = PROJECT_SCHEMA_VERSION;
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
    const next = { ...project(), ...change, changedAt: new Date().toISOString(), bytes: bytesOf(state(), book) };
    patch({ project: next, isSaved: false });
    if (state().isReadOnly) return Promise.resolve();
    return inOrder(() => store.saveProject(next)).then(
      () => patch({ isSaved: true }),
      (thrown: unknown) => notify('error', 'storage-memory', {}, toAppError(thrown)),
    );
  };

  const kept = createKeptCandidates({ store, project, save, inOrder });

  const openAs = async (next: Project, schema = next.schemaVersion): Promise<void> => {
    runner.cancel();
    storedSchema = schema;
    lock?.release();
    intake.forget();
    lock = await lockProject(next.id, () => void session.openProject(next.id));
    book = openDecisionBook(await store.readEntries(next.id).catch((): LogEntry[] => []));
    const sides = { left: await readSide(next, 'left'), right: await readSide(next, 'right') };
    const review = next.settings.task === 'link' ? await readReview(next, sides) : null;
    patch({ project: next, isReadOnly: !lock.isHeld, sides, review, run: { status: 'idle' }, isSaved: true });
    recipes.restore(next);
    void desk.open(next);
    if (lock.isHeld) rememberProject(next.id);
    else notify('warning', 'read-only');
  };
  const readSide = async (next: Project, side: Side): Promise<SideState> => {
    const fingerprint = next.datasets[side];
    const dataset = fingerprint && (await store.readDataset(fingerprint).catch(() => null));
    if (!dataset) return { status: 'empty' };
    const known = await sketched(dataset).catch(() => dataset);
    // Stored by an earlier version: the next time nothing is left to be made of it.
    if (known !== dataset && lock?.isHeld) void inOrder(() => store.saveDataset(known)).catch(() => {});
    return { status: 'ready', dataset: known, recordIdColumn: suggestRecordId(known) };
  };
  const readReview = async (next: Project, sides: Sides<SideState>): Promise<ReviewState | null> => {
    if (!next.candidates || sides.left.status !== 'ready' || sides.right.status !== 'ready') return null;
    const stored = await store.readCandidates(next.candidates).catch(() => null);
    if (!stored) return null;
    const review = reviewOf(stored, upgradeSettings(stored.settings), book, false);
    return { ...review, isStale: candidatesKey(next) !== candidatesKey({ ...next, settings: review.settings }) };
  };

  const datasets = (): Sides<Dataset> | null => {
    const { left, right } = state().sides;
    return left.status === 'ready' && right.status === 'ready' ? { left: left.dataset, right: right.dataset } : null;
  };

  const exportRequest = async (options: ExportOptions): Promise<ExportRequest | null> => {
    const tables = datasets();
    const { review, sides } = state();
    if (!tables || !review || sides.left.status !== 'ready' || sides.right.status !== 'ready') return null;
    const recordIds = { left: sides.left.recordIdColumn, right: sides.right.recordIdColumn };
    const { left, right } = await cleanedTables(tables, review.settings.cleaning);
    const about = { ...aboutTables(tables), threshold: review.threshold, settings: review.settings };
    return prepareExport({ datasets: { left: left.shown, right: right.shown }, recordIds, review, about }, options);
  };

  /** The column by which right rows are one concept, copied for a worker. */
  const rightConcepts = async (): Promise<CellColumn | undefined> => {
    const { concept } = project().settings;
    const table = datasets()?.right;
    if (!concept || !table || columnIndex(table, concept.id) < 0) return undefined;
    return (await copyColumns(table, [concept.id])).cells[0];
  };
  const relink = async (): Promise<void> => {
    const { review } = state();
    const { settings } = project();
    if (!review) return;
    const threshold = thresholdInForce(settings.threshold, review.candidates);
    const { cardinality, limits } = settings;
    const concepts = await rightConcepts();
    const { candidates, transfer } = await copyCandidates(review.candidates);
    const request = { candidates, settings: { cardinality, limits, threshold }, concepts };
    const suggested = await withWorker(spawnSearch, (worker) => worker.call('link', request, { transfer }));
    const linked = { ...review.settings, cardinality, limits, threshold: settings.threshold };
    const links = linksOf({ candidates: review.candidates, links: suggested, threshold });
    patch({ review: { ...(state().review ?? review), ...links, settings: linked } });
    await keepCandidates();
  };
  const keepCandidates = async (): Promise<void> => {
    const { review } = state();
    if (review && !review.isPatched && !state().isReadOnly) await kept.keep(candidatesToKeep(review));
  };
  const noteFailure = (thrown: unknown): void => notify('error', 'storage-memory', {}, toAppError(thrown));
  /** After the way to the storage was closed: where the open project is not there any more, all of it that the page has goes to memory. */
  const secureWork = () =>
    inOrder(async () => {
      const { project: open, isReadOnly, review, sides } = state();
      const tables = [sides.left, sides.right].flatMap((side) => (side.status === 'ready' ? [side.dataset] : []));
      if (!open || isReadOnly || tables.length === 0) return;
      if (await store.readProject(open.id).catch(() => null)) return;
      leaveDisk();
      const candidates =
        review && open.candidates && !review.isProvisional && !review.isPatched
          ? { ...candidatesToKeep(review), fingerprint: open.candidates }
          : null;
      await keepAgain(store, { project: open, tables, candidates, entries: book.entries, clusterEntries: desk.entries() });
      noteWork();
    });

  /** What an earlier run found with the same tables and settings, linked as they are set now. False where nothing was kept. */
  const recall = async (isQuiet = false): Promise<boolean> => {
    const { id } = project();
    const stored = await kept.recall();
    if (!stored || project().id !== id) return false;
    const before = upgradeSettings(stored.settings);
    const { settings } = project();
    patch({ run: { status: 'idle' }, review: reviewOf(stored, before, book, false) });
    const links = ({ cardinality, limits, threshold }: MatchSettings) => JSON.stringify([cardinality, limits, threshold]);
    await (links(before) === links(settings) ? keepCandidates() : relink());
    if (!isQuiet) notify('success', 'match-kept');
    return true;
  };

  const append = async (plan: () => LogEntry | null): Promise<LogEntry | null> => {
    if (state().isReadOnly) return null;
    return inOrder(async () => {
      const planned = plan();
      if (!planned) return null;
      const entry = sealEntry(headOfChain(book.entries), signed(planned, state().reviewer));
      patch({ isSaved: false });
      // Before an entry that an older page does not know: it then refuses the project.
      if (storedSchema < PROJECT_SCHEMA_VERSION) await store.saveProject(project());
      storedSchema = PROJECT_SCHEMA_VERSION;
      await store.appendEntry(project().id, entry);
      noteWork();
      book.append(entry);
      const { review } = state();
      patch({ isSaved: true, review: review && { ...review, book, version: book.entries.length } });
      return entry;
    });
  };
  const firstRow = (entry: LogEntry | null): number | null => (entry && subjectOf(entry)?.left) ?? null;
  const now = (): string => new Date().toISOString();

  const { offer, ...reviewers } = createReviewers({
    holder,
    project,
    book: () => book,
    append,
    desk: () => desk,
    openContents: (contents, file) => openContents(contents, file),
  });
  const { noteWork, takeProjectFile, openContents, ...keeping } = createSafekeeping({
    holder,
    store,
    keep,
    project,
    inOrder,
    openProject: (id) => session.openProject(id),
    offer,
    stopWork() {
      runner.cancel();
      desk.cancel();
      session.offline.cancel();
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
    kept,
  });

  const recipes = createRecipes({
    holder,
    project,
    book: () => book,
    tables: () => datasets(),
    golden: () => desk.golden(),
    save,
    openAs,
    append,
  });
  const intake = createIntake({
    recipes,
    holder,
    store,
    project,
    save,
    inOrder,
    openAs,
    takeProjectFile,
    desk: () => desk,
    hasDecisions: () => book.entries.length > 0 || desk.entryCount() > 0 || (project().sorting?.decisions.length ?? 0) > 0,
  });

  /** Another table of the same rows, with more or fewer columns: what is decided and found stands, unless a lost column was compared. */
  const replaceTable = async (side: Side, dataset: Dataset, settings: MatchSettings): Promise<void> => {
    const table = await sketched(dataset);
    const before = state().sides[side];
    if (before.status !== 'ready') return;
    await inOrder(() => store.saveDataset(table));
    patch({ sides: { ...state().sides, [side]: { ...before, dataset: table } } });
    const { sorting } = project();
    const isSorted = side === 'left' && sorting?.table === before.dataset.fingerprint;
    await save({
      datasets: { ...project().datasets, [side]: table.fingerprint },
      settings,
      ...(isSorted && { sorting: { ...sorting, table: table.fingerprint } }),
    });
    desk.markStale();
    const { review } = state();
    if (!review) return;
    const isStale =
      review.isStale ||
      review.isPatched ||
      candidatesKey(project()) !== candidatesKey({ ...project(), settings: review.settings });
    if (isStale) patch({ review: { ...review, isStale } });
    else await keepCandidates();
  };
  const endpoints =
    EDITION === 'connected'
      ? createEndpointDesk({ session: holder, replaceTable, decide: (...given) => session.decide(...given) })
      : null;

  const aliases = createAliasDesk({
    holder,
    project,
    datasets,
    updateSettings: (change) => session.updateSettings(change),
    async matchAgain() {
      if (project().settings.task === 'deduplicate') return desk.start();
      const tables = datasets();
      const { review } = state();
      if (!tables || !review || state().isReadOnly) return;
      if (await recall(true)) return;
      const { id, settings } = project();
      if (!(await runner.start(tables, settings, book, true)) || project().id !== id) return;
      await keepCandidates();
      if (review.learned) await session.learnFromAnswers();
    },
    async matchPart(groups) {
      const tables = datasets();
      const { review } = state();
      if (!tables || !review || review.isLearned || state().isReadOnly) return null;
      const patched = await searchPart(tables, review, project().settings, groups);
      const now = state().review;
      if (!patched || !now || now.candidates !== review.candidates) return null;
      const { cardinality, limits } = now.settings;
      const concepts = await rightConcepts();
      const { candidates, transfer } = await copyCandidates(patched.candidates);
      const request = { candidates, settings: { cardinality, limits, threshold: now.threshold }, concepts };
      const links = await withWorker(spawnSearch, (worker) => worker.call('link', request, { transfer }));
      const shown = state().review;
      if (!shown || shown.candidates !== review.candidates || shown.threshold !== now.threshold) return null;
      const settings = { ...shown.settings, aliases: project().settings.aliases };
      const next = linksOf({ candidates: patched.candidates, links, threshold: now.threshold });
      patch({ review: { ...shown, ...next, candidates: patched.candidates, settings, isStale: true, isPatched: true } });
      return patched.rows;
    },
    stopMatching() {
      runner.cancel();
      desk.cancel();
    },
  });

  const session: Session = {
    state,
    endpoints,
    clusters: desk,
    aliases,
    ...intake.actions,
    ...recipes.actions,
    ...createReports(holder),
    subscribe: holder.subscribe,
    dismissNotice: holder.dismiss,
    ...keeping,
    takeAdapter: (file) => takeAdapterFile(holder, file),
    takeDropped: async (file) => (await recipes.takeRecipeFile(file)) || keeping.takeDropped(file),
    ...reviewers,

    async listProjects() {
      const all = await store.listProjects().catch((): readonly Project[] => []);
      return all.map(
        ({ id, name, changedAt, bytes = null, settings: { model, adapter = null }, rowCounts: { left, right } }) => ({
          id,
          name,
          changedAt,
          bytes,
          leftRows: left,
          rightRows: right,
          model,
          adapter,
        }),
      );
    },
    newProject: () => openAs(blankProject()),
    async openProject(id) {
      const stored = await store.readProject(id).catch(() => null);
      if (!stored) return false;
      if (stored.schemaVersion > PROJECT_SCHEMA_VERSION) {
        notify('error', 'project-newer', {}, new AppError('project/newer-version'));
        return false;
      }
      await openAs(upgradeProject(stored), stored.schemaVersion);
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
      void endpoints?.forgetProject(id);
      removeEntriesOf(id);
      notify('info', 'project-deleted');
    },
    async renameProject(id, name) {
      if (project().id === id) return save({ name });
      const stored = await store.readProject(id).catch(() => null);
      // What a newer version stored is not written by an older one.
      if (!stored || stored.schemaVersion > PROJECT_SCHEMA_VERSION) return;
      await inOrder(() => store.saveProject({ ...stored, name })).catch((thrown: unknown) =>
        notify('error', 'storage-memory', {}, toAppError(thrown)),
      );
    },

    async updateSettings(change) {
      const before = project().settings;
      const isLeft = leavesAdapter(before, change);
      const changed: MatchSettings = { ...before, ...change, ...(isLeft && { adapter: null }) };
      const { left, right } = state().sides;
      const columnsOf = (side: SideState) => (side.status === 'ready' ? side.dataset : null);
      const settings = change.cleaning ? withoutLostColumns(changed, columnsOf(left), columnsOf(right)) : changed;
      await save({ settings });
      if (change.model && isOwnId(change.model)) await save({ ownModel: await noteFor(change.model) });
      if (isLeft) notify('info', 'adapter-left', { adapter: project().adapter?.name ?? before.adapter ?? '' });
      else if (change.adapter) await save({ adapter: (await adapterNoteFor(change.adapter)) ?? project().adapter ?? null });
      if (datasets()) searchWorkers.prepare();
      desk.markStale();
      const { review } = state();
      if (!review) return;
      const isStale = review.isPatched || candidatesKey(project()) !== candidatesKey({ ...project(), settings: review.settings });
      patch({ review: { ...review, isStale } });
      if (!isStale && !review.isProvisional && ('threshold' in change || 'cardinality' in change || 'limits' in change))
        await relink();
    },
    setThreshold: (threshold) => session.updateSettings({ threshold }),

    async startMatch() {
      await aliases.bringShared();
      if (project().settings.score !== 'lexical' && modelObstacle() && !state().isReadOnly) {
        await session.updateSettings({ score: 'lexical' });
      }
      if (project().settings.task === 'deduplicate') return desk.start();
      const tables = datasets();
      if (!tables || state().isReadOnly) return;
      const { settings } = project();
      if (settings.on.left.length === 0 || settings.on.right.length === 0) {
        patch({ run: { status: 'failed', error: new AppError('input/unknown-column', { column: '', file: '' }) } });
        return;
      }
      if (state().run.status === 'running') return;
      patch({ run: BEGINNING });
      if (await recall()) return recipes.askAgain();
      const id = project().id;
      await runner.start(tables, settings, book);
      if (project().id !== id) return;
      await keepCandidates();
      await recipes.askAgain();
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
      const accepted = linkedRows(review, 'accepted');
      const { value, error } = await outcomeOf(() =>
        rankByAccepted(tables, review.settings, accepted, true, { signal: new AbortController().signal, onProgress: () => {} }),
      );
      if (project().id !== id) return;
      if (error) return notify('error', 'learning-failed', {}, error);
      const ranked = { candidates: value.candidates, ...linksOf(value), isLearned: true, learned: undefined };
      patch({ review: { ...(state().review ?? review), ...ranked } });
      notify('success', 'learned', { pairs: accepted.length });
      await keepCandidates();
    },
    offline: createOfflineDesk(holder),
    tuning: createTuningDesk(holder),
    sorting: createSortingDesk({ holder, project, save, noteWork }),
    ...createLearning({ holder, rightConcepts, keepCandidates }),
    async openResult(tables, found, settings) {
      const [left, right] = await Promise.all([sketched(tables.left), sketched(tables.right)]);
      await openAs({
        ...blankProject(),
        name: projectName({ left, right }),
        datasets: { left: left.fingerprint, right: right.fingerprint },
        rowCounts: { left: left.rowCount, right: right.rowCount },
        settings,
        ...(isOwnId(settings.model) ? { ownModel: await noteFor(settings.model) } : {}),
        ...(settings.adapter ? { adapter: await adapterNoteFor(settings.adapter) } : {}),
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

    decide: async (action, changes, remarks) =>
      (await append(() => planDecision(book, action, changes, now(), remarks))) !== null,
    undo: async () => firstRow(await append(() => planUndo(book, now()))),
    redo: async () => firstRow(await append(() => planRedo(book, now()))),

    evaluateReview: ({ source, coverage, include }, signal) =>
      outcomeOf(async () => {
        const tables = datasets();
        const { review } = state();
        if (!tables || !review) throw new AppError('project/not-found');
        const { candidates, settings } = review;
        const { left, right } = await collectLinks(review, include);
        const { on, cardinality } = settings;
        const compared = await comparedTables(tables, settings.cleaning, signal);
        const links = { left, right };
        const linkage = { tables: compared, named: tables, on, candidates, links, cardinality };
        return evaluateInWorker({ ...linkage, source, coverage }, { signal });
      }),

    guessTruth: (table, signal) =>
      outcomeOf(async (): Promise<ChosenTruth> => {
        const tables = datasets();
        if (!tables) throw new AppError('project/not-found');
        if (!table) return { kind: 'column', ...(await guessTruthColumn(tables, { signal })) };
        const { columns, ids } = await guessTruthFile(table, tables, { signal });
        return { kind: 'file', table, columns, ids };
      }),

    estimateAccuracy: (review, thresholds, signal) => outcomeOf(() => estimateInWorker(review, thresholds, { signal })),

    groupRates: (side, column, signal) =>
      outcomeOf(async () => {
        const { review, clusters, sides } = state();
        const own = sides[side];
        if (own.status !== 'ready') throw new AppError('project/not-found');
        if (clusters) return ratesInWorker(own.dataset, column, clusterResults(clusters.book, clusters.settled), signal);
        if (!review) throw new AppError('project/not-found');
        const { leftCount: left, rightCount: right } = review.candidates;
        const results = rowResults(review.book, review.suggested, { left, right })[side];
        return ratesInWorker(own.dataset, column, results, signal);
      }),

    async exportFile(options, hooks) {
      try {
        const request = await exportRequest(options);
        if (!request) return null;
        const outcome = offerFile(
          await writeInWorker(request, hooks),
          exportFileName('rowlink', options.kind, options.form.format),
        );
        patch({ exported: { count: state().exported.count + 1, kind: options.kind } });
        return outcome;
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

  const last = rememberedProject();
  if (!last || !(await session.openProject(last))) await openAs(blankProject());
  return session;
}

/** An adapter belongs to one model: whoever takes another one leaves it, unless a new one is named in the same breath. */
const leavesAdapter = (before: MatchSettings, { model, adapter }: Partial<MatchSettings>): boolean =>
  adapter === undefined && Boolean(before.adapter) && model !== undefined && model !== before.model;

const candidatesToKeep = (review: ReviewState): Omit<StoredCandidates, 'fingerprint'> => {
  const { candidates, settings, threshold, suggested: links, isLearned, learned, run } = review;
  const taught = { ...(isLearned === true && { isLearned }), ...(learned && { learned }) };
  return { candidates, settings, threshold, links, ...taught, ...(run && { run }) };
};

const aboutTables = ({ left, right }: Sides<Dataset>): Readonly<Record<string, unknown>> => {
  const about = ({ source, rowCount, fingerprint }: Dataset) => ({ file: source.fileName, rows: rowCount, sha256: fingerprint });
  return { left: about(left), right: about(right) };
};

/** A run of which nothing is known yet. */
const BEGINNING: RunState = {
  status: 'running',
  phase: 'linking',
  done: 0,
  total: 0,
  rowsPerSecond: null,
  secondsLeft: null,
  hasPreview: false,
  isCancelling: false,
};

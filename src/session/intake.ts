import type { ProjectStore } from '../adapters/project-store';
import { toAppError } from '../core/model/errors';
import { DEFAULT_MATCH_SETTINGS, type Project } from '../core/model/settings';
import type { Dataset, ReadSettings, Side, Sides } from '../core/model/types';
import type { RecipeStack } from '../core/recipe/recipe';
import { suggestRecordId } from '../core/table/record-id';
import { DEFAULT_STACK } from '../core/table/stack';
import { suggestColumns } from '../core/table/suggest-columns';
import type { StackAnswer } from '../rpc/protocol';
import { searchWorkers } from '../rpc/spawn';
import { CANDIDATES_WITHIN } from './clustering';
import type { ClusterDesk } from './clusters';
import type { PlacedFiles, Session, SideState } from './contract';
import { rulesThatFit } from './fitting-rules';
import { blankProject } from './new-project';
import { outcomeOf } from './outcome';
import { createReadings, type FilesToStack, isStack, readInWorker, type Wanted } from './reading';
import type { RecipeIntake } from './recipes';
import { fetchDuplicateSample, fetchSamples } from './samples';
import type { StateHolder } from './state';
import { takeAdapterFile } from './tuning/taking-adapters';

interface IntakeInput {
  readonly holder: StateHolder;
  readonly store: ProjectStore;
  readonly project: () => Project;
  save(change: Partial<Project>): Promise<void>;
  /** Writes go one after the other. */
  inOrder<T>(work: () => Promise<T>): Promise<T>;
  openAs(project: Project): Promise<void>;
  /** False for any file but a project file, which is opened. */
  takeProjectFile(file: File): Promise<boolean>;
  readonly desk: () => ClusterDesk;
  readonly hasDecisions: () => boolean;
  readonly recipes: RecipeIntake;
}

type IntakeActions = Pick<
  Session,
  | 'addFiles'
  | 'setFile'
  | 'placeFiles'
  | 'leaveOffered'
  | 'stackSheets'
  | 'restack'
  | 'reread'
  | 'cancelReading'
  | 'chooseTask'
  | 'clearSide'
  | 'swapSides'
  | 'loadSamples'
  | 'loadDuplicateSample'
  | 'readTable'
>;

export interface Intake {
  readonly actions: IntakeActions;
  /** Another project is opened: what is being read stops, and the files at hand are let go. */
  forget(): void;
}

/** Files on their way to the two sides. */
export function createIntake(input: IntakeInput): Intake {
  const { holder, store, project, save, inOrder, openAs, takeProjectFile, desk, hasDecisions, recipes } = input;
  const { state, patch, notify } = holder;
  const readings = createReadings(holder);
  /** What the tables were read from; null after a reload, when only the tables are there. */
  const files: Record<Side, Wanted | null> = { left: null, right: null };
  let isMovingOn = false;

  const setSide = (side: Side, value: SideState): void => patch({ sides: { ...state().sides, [side]: value } });
  const readyTables = (): Sides<Dataset> | null => {
    const { left, right } = state().sides;
    return left.status === 'ready' && right.status === 'ready' ? { left: left.dataset, right: right.dataset } : null;
  };

  /** Decisions belong to two tables. New tables beside decisions start a new project, and the old one stays in the list. */
  const keepDecisionsApart = async (): Promise<void> => {
    if (!hasDecisions() && !state().isReadOnly) return;
    const { datasets: tables, rowCounts, reading, stacks = {}, settings, adapter = null } = project();
    const { sides } = state();
    isMovingOn = true;
    try {
      await openAs({ ...blankProject(), datasets: tables, rowCounts, reading, stacks, settings, adapter });
    } finally {
      isMovingOn = false;
    }
    patch({ sides });
  };

  const write = (dataset: Dataset): Promise<void> => inOrder(() => store.saveDataset(dataset));
  const readInto = (side: Side, wanted: Wanted, isAgain = false): Promise<void> => {
    const take = async ({ dataset, failures }: StackAnswer): Promise<void> => {
      const isChanged = project().datasets[side] !== dataset.fingerprint;
      if (isChanged) await keepDecisionsApart();
      files[side] = wanted;
      const stack = isStack(wanted) ? { stack: { settings: wanted.settings, failures } } : {};
      setSide(side, { status: 'ready', dataset, recordIdColumn: suggestRecordId(dataset), hasFile: true, ...stack });
      const tables = { ...project().datasets, [side]: dataset.fingerprint };
      const rowCounts = { ...project().rowCounts, [side]: dataset.rowCount };
      const reading = { ...project().reading, [side]: sharedReading(wanted) };
      const stacks = { ...project().stacks, [side]: isStack(wanted) ? wanted.settings : null };
      const change = { datasets: tables, rowCounts, reading, stacks };
      await (isChanged ? tablesChanged(change) : save(change));
      // Its script is loaded and compiled by the time somebody presses Match.
      if (readyTables()) searchWorkers.prepare();
    };
    return readings.read(side, wanted, write, take, isAgain);
  };

  /** Keeps other tables and what follows from them in one write: a page that ends in the middle leaves either, never a mixture. */
  const tablesChanged = async (change: Partial<Project>): Promise<void> => {
    patch({ review: null });
    if (project().settings.task === 'deduplicate') return tableWithinChanged(change);
    const tables = readyTables();
    if (!tables) return save({ ...change, candidates: null });
    if (tables.left.fingerprint === tables.right.fingerprint) notify('warning', 'identical-files');
    const { settings } = project();
    const fromRecipe = recipes.settingsFor(tables);
    const on = fromRecipe ? fromRecipe.on : suggestColumns(tables.left, tables.right);
    const fitting = fromRecipe ?? { ...settings, ...rulesThatFit(settings, tables), on };
    await save({ ...change, name: projectName(tables), candidates: null, settings: fitting });
    await recipes.finish();
  };
  const tableWithinChanged = async (change: Partial<Project>): Promise<void> => {
    const { left } = state().sides;
    const settings = { ...project().settings, task: 'deduplicate', candidatesPerRow: CANDIDATES_WITHIN } as const;
    if (left.status === 'ready') {
      const tables = { left: left.dataset, right: left.dataset };
      const fromRecipe = recipes.settingsFor(tables);
      const on = fromRecipe ? fromRecipe.on : suggestColumns(tables.left, tables.right);
      const fitting = fromRecipe ?? { ...settings, ...rulesThatFit(settings, tables), on };
      await save({ ...change, name: stem(left.dataset), candidates: null, settings: fitting });
      await recipes.finish();
    } else await save({ ...change, candidates: null, settings });
    await desk().open(project());
  };

  const isTaken = (side: Side): boolean => state().sides[side].status === 'ready' || state().sides[side].status === 'reading';
  const isOneTable = (): boolean => project().settings.task === 'deduplicate';
  const addFiles = async (given: readonly File[], isFolder = false): Promise<void> => {
    const added: File[] = [];
    // A recipe among the files says how the others are read.
    for (const file of given) {
      if (await takeAdapterFile(holder, file)) continue;
      if (!isRecipeName(file) || !(await recipes.takeRecipeFile(file))) added.push(file);
    }
    const [first, second] = added;
    if (!first) {
      if (isFolder && given.length === 0) notify('warning', 'folder-without-tables');
      return;
    }
    if (await takeProjectFile(first)) return;
    const hasRoom = isOneTable() ? !isTaken('left') : !(isTaken('left') && isTaken('right'));
    const places = recipes.placesFor(added);
    if (places) {
      await Promise.all(SIDES.map((side) => place(side, { files: places[side], isBelow: false })));
      return;
    }
    const isClear = second ? added.length === 2 && !isFolder && !isOneTable() : hasRoom;
    if (!isClear) return patch({ offered: added });
    if (second) {
      const [left, right] = recipes.inOrder([first, second]);
      await Promise.all([actions.setFile('left', left), actions.setFile('right', right)]);
    } else await actions.setFile(isTaken('left') ? 'right' : 'left', first);
  };
  const partsOf = (side: Side): FilesToStack['parts'] => {
    const held = files[side];
    if (!held) return [];
    return isStack(held) ? held.parts : [{ ...held, label: held.file.name }];
  };
  const place = (side: Side, { files: added, isBelow }: PlacedFiles): Promise<void> => {
    const parts = [
      ...(isBelow ? partsOf(side) : []),
      ...added.map((file) => ({ file, settings: {}, label: labelOf(file, added) })),
    ];
    if (added.length === 0) return Promise.resolve();
    const held = files[side];
    const again = isBelow ? null : recipes.stackFor(side);
    if (again) return readInto(side, stackedAs(again, added, recipes.readingFor(side) ?? {}));
    const settings = isBelow && held && isStack(held) ? held.settings : DEFAULT_STACK;
    return readInto(
      side,
      parts.length === 1 ? { file: parts[0]!.file, settings: recipes.readingFor(side) ?? {} } : { parts, settings },
    );
  };

  const actions: IntakeActions = {
    addFiles,
    setFile: (side, file) => place(side, { files: [file], isBelow: false }),
    async reread(side, settings) {
      const held = files[side];
      if (held && !isStack(held)) await readInto(side, { file: held.file, settings }, true);
    },
    async placeFiles({ left, right }) {
      patch({ offered: null });
      await Promise.all([place('left', left), place('right', right)]);
    },
    leaveOffered: () => patch({ offered: null }),
    async stackSheets(side, sheets) {
      const [held] = partsOf(side);
      if (!held || sheets.length === 0) return;
      const { sheet: _, headerRow: _headerRow, skipLast: _skipLast, ...settings } = held.settings;
      const parts = sheets.map((sheet) => ({ file: held.file, settings: { ...settings, sheet }, label: sheet }));
      await readInto(side, { parts, settings: DEFAULT_STACK }, true);
    },
    async restack(side, settings) {
      const held = files[side];
      if (held && isStack(held)) await readInto(side, { ...held, settings }, true);
    },
    cancelReading: readings.cancel,
    async clearSide(side) {
      readings.cancel(side);
      await keepDecisionsApart();
      files[side] = null;
      setSide(side, { status: 'empty' });
      const { datasets: tables, rowCounts, reading } = project();
      await tablesChanged({
        datasets: { ...tables, [side]: null },
        rowCounts: { ...rowCounts, [side]: 0 },
        reading: { ...reading, [side]: {} },
        stacks: { ...project().stacks, [side]: null },
      });
    },
    async swapSides() {
      readings.cancelAll();
      await keepDecisionsApart();
      const { left, right } = state().sides;
      [files.left, files.right] = [files.right, files.left];
      patch({ sides: { left: right, right: left } });
      const { datasets: tables, rowCounts, reading, stacks } = project();
      const swappedStacks = { left: stacks?.right ?? null, right: stacks?.left ?? null };
      await tablesChanged({
        datasets: swapped(tables),
        rowCounts: swapped(rowCounts),
        reading: swapped(reading),
        stacks: swappedStacks,
      });
    },
    async loadSamples() {
      try {
        await addFiles(await fetchSamples());
        notify('info', 'samples-loaded');
      } catch (thrown) {
        setSide('left', { status: 'failed', fileName: '', error: toAppError(thrown) });
      }
    },
    async loadDuplicateSample() {
      try {
        const [sample] = await fetchDuplicateSample();
        await actions.chooseTask('deduplicate');
        await addFiles(sample ? [sample] : []);
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
      await tablesChanged({});
    },
    readTable: (file) => outcomeOf(async () => (await readInWorker({ file, settings: {} })).dataset),
  };

  return {
    actions,
    forget() {
      if (isMovingOn) return;
      readings.cancelAll();
      files.left = null;
      files.right = null;
      patch({ offered: null });
    },
  };
}

const SIDES = ['left', 'right'] as const;

/** How a file is read, or what the parts of a stack have in common: sheets have names of their own. */
function sharedReading(wanted: Wanted): ReadSettings {
  if (!isStack(wanted)) return wanted.settings;
  const { sheet: _, ...shared } = wanted.parts[0]!.settings;
  return shared;
}

/** Files stacked as a recipe did: the same sheets of one file, or all files. */
function stackedAs({ settings, parts, isSheets }: RecipeStack, files: readonly File[], reading: ReadSettings): FilesToStack {
  const [only] = files;
  if (isSheets && only && files.length === 1) {
    return {
      settings,
      parts: parts.map(({ label, found: { sheet } }) => ({ file: only, settings: { ...reading, sheet }, label })),
    };
  }
  return { settings, parts: files.map((file) => ({ file, settings: reading, label: labelOf(file, files) })) };
}

const isRecipeName = (file: File): boolean => /\.json$/iu.test(file.name);

const swapped = <T>({ left, right }: Sides<T>): Sides<T> => ({ left: right, right: left });

/** The name of a project of these two tables. */
export const projectName = ({ left, right }: Sides<Dataset>): string => `${stem(left)} – ${stem(right)}`;

/** The name of a file; its path where a folder holds several of that name. */
const labelOf = (file: File, all: readonly File[]): string =>
  all.some((other) => other !== file && other.name === file.name) ? file.webkitRelativePath || file.name : file.name;

const stem = (dataset: Dataset): string => dataset.source.fileName.replace(/\.[^.]+$/u, '');

import { downloadBlob } from '../adapters/download';
import { DEFAULT_CLUSTER_SETTINGS } from '../core/clusters/cluster-settings';
import type { GoldenSettings } from '../core/clusters/golden-record';
import type { DecisionBook, LogEntry } from '../core/decisions/log';
import { toAppError } from '../core/model/errors';
import type { MatchSettings, Project } from '../core/model/settings';
import type { Dataset, ReadSettings, Side, Sides } from '../core/model/types';
import { rowsToAskAgain } from '../core/recipe/ask-again';
import { standingVerdicts } from '../core/recipe/carry';
import { missingColumns, renameColumn, sourceColumns } from '../core/recipe/fit-recipe';
import { bareName, placeByRecipe } from '../core/recipe/place-files';
import { pythonScript } from '../core/recipe/python-script';
import { looksLikeRecipe, readRecipe } from '../core/recipe/read-recipe';
import {
  type CarriedDecisions,
  type FileFound,
  type HeldRecipe,
  RECIPE_EXTENSION,
  RECIPE_FORMAT,
  RECIPE_VERSION,
  type Recipe,
  type RecipeStack,
  type RecipeTable,
  writeRecipe,
} from '../core/recipe/recipe';
import { buffersOf, columnIndex } from '../core/table/cells';
import { DEFAULT_STACK, type StackSettings } from '../core/table/stack';
import { suggestColumns } from '../core/table/suggest-columns';
import { spawnClean } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { driftOf, portrayInWorker } from './comparing-groups';
import type { RecipeState, Session } from './contract';
import { rulesThatFit, withoutLostColumns } from './fitting-rules';
import { copyColumns, handOver } from './handing-over';
import { modelOf } from './models/model-places';
import { blankProject } from './new-project';
import { outcomeOf } from './outcome';
import { stemOf } from './project-files';
import type { StateHolder } from './state';
import { adapterNoteFor } from './tuning/adapters';

interface RecipesInput {
  readonly holder: StateHolder;
  readonly project: () => Project;
  readonly book: () => DecisionBook;
  readonly tables: () => Sides<Dataset> | null;
  /** Which cells of clusters survive. */
  readonly golden: () => GoldenSettings;
  save(change: Partial<Project>): Promise<void>;
  openAs(project: Project): Promise<void>;
  append(plan: () => LogEntry | null): Promise<LogEntry | null>;
}

/** What the intake of files asks of a recipe that waits for them. */
export interface RecipeIntake {
  /** Takes a recipe file; false for any other. */
  takeRecipeFile(file: File): Promise<boolean>;
  /** Two files as left and right. */
  inOrder(files: readonly [File, File]): readonly [File, File];
  readingFor(side: Side): ReadSettings | null;
  /** How the files of a side are stacked; null where they are not. */
  stackFor(side: Side): RecipeStack | null;
  /** Which files go to which side, where the recipe stacked some and their names tell. */
  placesFor(files: readonly File[]): Sides<readonly File[]> | null;
  /** After a match: asks again about rows without a counterpart by a decision that was carried over, where a new right row may be that. */
  askAgain(): Promise<void>;
  /** The recipe that an opened project was waiting with. */
  restore(project: Project): void;
  /** The settings of the recipe, as far as these tables allow; null where none waits. */
  settingsFor(tables: Sides<Dataset>): MatchSettings | null;
  /** After the settings were saved: record ids, decisions, and what has to be said. */
  finish(): Promise<void>;
}

const HEAD_BYTES = 1024;

/** What a recipe tells of its model and its adapter, for the project that goes by it. */
function noteIn(recipe: Pick<Recipe, 'model' | 'adapter'> | undefined): Pick<Project, 'ownModel' | 'adapter'> {
  const { model, adapter } = recipe ?? {};
  const own =
    model?.from && model.sha256 !== null ? { id: model.id, title: model.title ?? model.id, sha256: model.sha256 } : null;
  return {
    ...(own && model?.from ? { ownModel: { ...own, from: model.from } } : {}),
    ...(adapter ? { adapter } : {}),
  };
}

/** The adapter in force, as a recipe names it; as the project has it where it is not here. */
async function adapterIn({ settings, adapter }: Project): Promise<Pick<Recipe, 'adapter'>> {
  const note = settings.adapter ? ((await adapterNoteFor(settings.adapter)) ?? adapter) : null;
  return note ? { adapter: { id: note.id, name: note.name, base: note.base } } : {};
}

/** Recipes: saved from a project, and waiting for next month's files. */
export function createRecipes(
  input: RecipesInput,
): RecipeIntake & { readonly actions: Pick<Session, 'saveRecipe' | 'startNextFiles' | 'renameInRecipe' | 'leaveRecipe'> } {
  const { holder, project, book, tables, golden, save, openAs, append } = input;
  const { state, patch, notify } = holder;

  const waiting = (): RecipeState | null => {
    const { recipe } = state();
    return recipe?.project === project().id ? recipe : null;
  };

  const compose = async (withDecisions: boolean): Promise<Recipe> => {
    const { settings, reading, stacks, name, clusters } = project();
    const { sides, review } = state();
    const tableOf = async (side: Side) => {
      const own = sides[side];
      const dataset = own.status === 'ready' ? own.dataset : null;
      return {
        file: dataset?.source.fileName ?? '',
        columns: dataset?.columns.map((column) => column.name) ?? [],
        recordId: own.status === 'ready' ? own.recordIdColumn : null,
        reading: reading[side],
        ...(dataset ? { portrait: await portrayInWorker(dataset, comparedOf(dataset, settings.on[side])) } : {}),
        ...(dataset ? { found: foundOf(dataset) } : {}),
        ...(dataset ? stackOf(dataset, stacks?.[side] ?? null) : {}),
      };
    };
    const isWithin = settings.task === 'deduplicate';
    const decisions = withDecisions && !isWithin ? await keyed() : null;
    return {
      format: RECIPE_FORMAT,
      version: RECIPE_VERSION,
      app: __VERSION__,
      savedAt: new Date().toISOString(),
      name,
      tables: { left: await tableOf('left'), right: isWithin ? null : await tableOf('right') },
      settings,
      thresholdUsed: review?.threshold ?? state().clusters?.threshold ?? null,
      model: await modelOf(project()),
      ...(await adapterIn(project())),
      ...(isWithin ? { clusters: { ...(clusters ?? DEFAULT_CLUSTER_SETTINGS), golden: { ...golden(), picks: [] } } } : {}),
      ...(decisions ? { decisions } : {}),
    };
  };

  const keyed = async (): Promise<CarriedDecisions | null> => {
    const datasets = tables();
    const verdicts = standingVerdicts(book());
    if (!datasets || verdicts.length === 0) return null;
    const { sides } = state();
    const source = sourceColumns(project().settings);
    const named = (side: Side): readonly string[] => {
      const own = sides[side];
      const id = own.status === 'ready' ? own.recordIdColumn : null;
      return [...new Set([...source[side], ...(id === null ? [] : [id])])];
    };
    const columns = { left: named('left'), right: named('right') };
    const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const handed = await handOver(datasets, columns);
    const found = await withWorker(spawnClean, (worker) =>
      worker.call('keyVerdicts', { tables: handed.tables, key, verdicts }, { transfer: handed.transfer }),
    );
    return { key, columns, ...found };
  };

  /** Takes a recipe for the tables at hand where nothing is decided about them, else for the files that come next. */
  const take = async (recipe: Recipe, from: string, unknown: readonly string[]): Promise<void> => {
    const hasTables =
      state().sides.left.status === 'ready' && (recipe.tables.right === null || state().sides.right.status === 'ready');
    const isFree =
      hasTables && book().entries.length === 0 && (state().clusters?.book.entries.length ?? 0) === 0 && !state().isReadOnly;
    const isSameTask = recipe.settings.task === project().settings.task;
    const canStay = isFree && isSameTask;
    if (!canStay) await openFor(recipe, recipe.name);
    await waitWith({ recipe, from, unknown });
    if (canStay) await applyToTables();
  };

  /** A new project, set up as the recipe says. */
  const openFor = ({ settings, model, adapter, tables: { left, right }, clusters }: Recipe, name?: string): Promise<void> =>
    openAs({
      ...blankProject(),
      ...(name === undefined ? {} : { name }),
      settings,
      ...noteIn({ model, ...(adapter && { adapter }) }),
      reading: { left: left.reading, right: right?.reading ?? {} },
      ...(clusters ? { clusters } : {}),
    });

  /** The recipe waits for the tables of this project. */
  const waitWith = (held: HeldRecipe): Promise<void> => {
    patch({
      recipe: { ...held, project: project().id, missing: [], carried: null, askedAgain: null, drift: [], isApplied: false },
    });
    return save({ recipe: held });
  };

  const applyToTables = async (): Promise<void> => {
    const { left, right } = state().sides;
    if (left.status !== 'ready') return;
    const both = { left: left.dataset, right: right.status === 'ready' ? right.dataset : left.dataset };
    const settings = settingsFor(both);
    if (!settings) return;
    await save({ settings, ...noteIn(waiting()?.recipe), candidates: null });
    patch({ review: null });
    await finish();
  };

  const settingsFor = (found: Sides<Dataset>): MatchSettings | null => {
    const held = waiting();
    if (!held) return null;
    const { settings } = held.recipe;
    const right = held.recipe.tables.right ? found.right : found.left;
    const fitting = { ...settings, ...rulesThatFit(settings, { left: found.left, right }) };
    const { on } = withoutLostColumns(fitting, found.left, right);
    return { ...fitting, on: on.left.length > 0 && on.right.length > 0 ? on : suggestColumns(found.left, right) };
  };

  const finish = async (): Promise<void> => {
    const held = waiting();
    const { sides } = state();
    if (!held || sides.left.status !== 'ready') return;
    const { recipe } = held;
    const found = { left: sides.left.dataset, right: sides.right.status === 'ready' ? sides.right.dataset : null };
    const withId = (side: Side) => {
      const own = sides[side];
      const id = recipe.tables[side]?.recordId;
      const isThere = own.status === 'ready' && id !== undefined && id !== null && columnIndex(own.dataset, id) >= 0;
      return isThere ? { ...own, recordIdColumn: id } : own;
    };
    patch({ sides: { left: withId('left'), right: withId('right') } });
    const missing = missingColumns(recipe, found);
    patch({ recipe: { ...held, missing, isApplied: true } });
    if (missing.length === 0 && !asksLater(recipe)) await save({ recipe: null });
    const { value: carried, error } = await outcomeOf(carry);
    const { value: drift } = await outcomeOf(() =>
      driftOf(found, { left: recipe.tables.left.portrait, right: recipe.tables.right?.portrait }),
    );
    const now = waiting();
    if (now) patch({ recipe: { ...now, carried: carried ?? now.carried, drift: drift ?? [] } });
    if (error) notify('error', 'carry-failed', {}, error);
  };

  const askAgain = async (): Promise<void> => {
    const { review, isReadOnly } = state();
    const datasets = tables();
    const decisions = project().recipe?.recipe.decisions;
    if (!review || review.isProvisional || isReadOnly || !datasets || decisions?.known === undefined) return;
    const { key, columns, known } = decisions;
    if (!columns.right.every((name) => columnIndex(datasets.right, name) >= 0)) return;
    const { id } = project();
    const table = await copyColumns(datasets.right, columns.right);
    const { value: rows } = await outcomeOf(() =>
      withWorker(spawnClean, (worker) => worker.call('findNewRows', { table, key, known }, { transfer: buffersOf(table) })),
    );
    if (!rows || project().id !== id) return;
    const at = new Date().toISOString();
    const entry = await append(() => {
      const changes = rowsToAskAgain(book(), review.candidates, rows, review.threshold);
      const seq = book().entries.length + 1;
      return changes.length === 0 ? null : { kind: 'decide', seq, at, action: 'ask-again', changes };
    });
    const count = entry?.changes.length ?? 0;
    const held = waiting();
    if (held) patch({ recipe: { ...held, askedAgain: count } });
    if (count > 0) notify('info', 'asked-again', { count });
    await save({ recipe: null });
  };

  /** Decisions of the recipe for the tables at hand, written as one entry; null where there are none or they cannot be told. */
  const carry = async (): Promise<RecipeState['carried']> => {
    const held = waiting();
    const datasets = tables();
    const decisions = held?.recipe.decisions;
    if (!datasets || !decisions || book().entries.length > 0) return null;
    const { columns, key, list } = decisions;
    const has = (side: Side): boolean => columns[side].every((name) => columnIndex(datasets[side], name) >= 0);
    if (!has('left') || !has('right')) return null;
    const handed = await handOver(datasets, columns);
    const { cardinality } = project().settings;
    const request = { tables: handed.tables, key, decisions: list, cardinality };
    const { changes, carried, lost, ambiguous } = await withWorker(spawnClean, (worker) =>
      worker.call('carryDecisions', request, { transfer: handed.transfer }),
    );
    const at = new Date().toISOString();
    await append(() =>
      changes.length === 0
        ? null
        : { kind: 'decide', seq: book().entries.length + 1, at, origin: 'carried', action: 'carry', changes },
    );
    const toReview = datasets.left.rowCount - [...book().decidedRows()].length;
    return { carried, lost, ambiguous, toReview };
  };

  return {
    async takeRecipeFile(file) {
      if (
        !looksLikeRecipe(
          await file
            .slice(0, HEAD_BYTES)
            .text()
            .catch(() => ''),
        )
      )
        return false;
      const { value, error } = await outcomeOf(async () => readRecipe(await file.text(), file.name));
      if (error) notify('error', 'recipe-failed', {}, error);
      else {
        await take(value.recipe, file.name, value.unknown);
        if (value.missingModel) notify('warning', 'recipe-model', { model: value.missingModel });
        const { adapter } = value.recipe;
        if (value.recipe.settings.adapter && !(await adapterNoteFor(value.recipe.settings.adapter)))
          notify('warning', 'recipe-adapter', { adapter: adapter?.name || value.recipe.settings.adapter });
      }
      return true;
    },
    inOrder([first, second]) {
      const held = waiting();
      const right = held?.recipe.tables.right;
      if (!held || !right) return [first, second];
      const alike = (file: File, hint: string): boolean => bareName(file.name) === bareName(hint);
      const { left } = held.recipe.tables;
      const isStraight = alike(first, left.file) || alike(second, right.file);
      const isCrossed = alike(second, left.file) || alike(first, right.file);
      return isCrossed && !isStraight ? [second, first] : [first, second];
    },
    readingFor: (side) => waiting()?.recipe.tables[side]?.reading ?? null,
    stackFor: (side) => waiting()?.recipe.tables[side]?.stack ?? null,
    placesFor(files) {
      const held = waiting();
      const places = held && placeByRecipe(held.recipe, files.map(pathOf));
      const at = (place: number): File => files[place]!;
      return places && { left: places.left.map(at), right: places.right.map(at) };
    },
    restore({ id, recipe: held }) {
      if (!held || held.isClosed) return patch({ recipe: null });
      const { left, right } = state().sides;
      const isApplied = left.status === 'ready' && (held.recipe.tables.right === null || right.status === 'ready');
      const tables = {
        left: left.status === 'ready' ? left.dataset : null,
        right: right.status === 'ready' ? right.dataset : null,
      };
      const missing = isApplied ? missingColumns(held.recipe, tables) : [];
      patch({ recipe: { ...held, project: id, missing, carried: null, askedAgain: null, drift: [], isApplied } });
    },
    askAgain,
    settingsFor,
    finish,
    actions: {
      async saveRecipe({ kind, withDecisions }) {
        try {
          const recipe = await compose(withDecisions && kind === 'recipe');
          const isScript = kind === 'python';
          const fileName = `${stemOf(project())}${isScript ? '.py' : RECIPE_EXTENSION}`;
          const text = isScript ? pythonScript(recipe) : writeRecipe(recipe);
          downloadBlob(new Blob([text], { type: isScript ? 'text/x-python' : 'application/json' }), fileName);
          return { fileName, decisions: recipe.decisions?.list.length ?? 0 };
        } catch (thrown) {
          notify('error', 'export-failed', {}, toAppError(thrown));
          return null;
        }
      },
      async startNextFiles() {
        try {
          const recipe = await compose(true);
          await openFor(recipe);
          await waitWith({ recipe, from: recipe.name, unknown: [] });
        } catch (thrown) {
          notify('error', 'recipe-failed', {}, toAppError(thrown));
        }
      },
      async renameInRecipe(side, from, to) {
        const held = waiting();
        if (!held) return;
        const recipe = renameColumn(held.recipe, side, from, to);
        patch({ recipe: { ...held, recipe } });
        await save({ recipe: { recipe, from: held.from, unknown: held.unknown } });
        await applyToTables();
      },
      leaveRecipe() {
        const held = waiting();
        const pending = held?.isApplied && asksLater(held.recipe) ? project().recipe : null;
        patch({ recipe: null });
        if (project().recipe) void save({ recipe: pending ? { ...pending, isClosed: true } : null });
      },
    },
  };
}

/** Columns of a table that are compared as they are, not those that cleaning makes. */
const comparedOf = (dataset: Dataset, on: readonly string[]): readonly string[] =>
  on.filter((name) => columnIndex(dataset, name) >= 0);

/** Whether some of its decisions are looked at again after the match. */
const asksLater = (recipe: Recipe): boolean => recipe.decisions?.known !== undefined;

const foundOf = ({ source }: Dataset): FileFound => {
  const { format, encoding, delimiter, sheet, headerRow } = { ...source, ...source.parts?.[0] };
  return { format, encoding, delimiter: delimiter ?? null, sheet, headerRow: headerRow ?? null };
};

/** Source columns of a table that an earlier version stacked are not known: the usual names, where they are there. */
function stackOf({ source: { parts }, columns }: Dataset, chosen: StackSettings | null): Pick<RecipeTable, 'stack'> {
  if (!parts) return {};
  const there = (name: string | null): string | null => (columns.some((column) => column.name === name) ? name : null);
  const { sourceColumn, rowColumn } = chosen ?? DEFAULT_STACK;
  const settings = chosen ?? { sourceColumn: there(sourceColumn), rowColumn: there(rowColumn) };
  return {
    stack: {
      settings,
      isSheets: parts.length > 1 && parts.every(({ fileName, sheet }) => sheet !== null && fileName === parts[0]!.fileName),
      parts: parts.map(({ fileName, label, format, encoding, delimiter = null, sheet, headerRow = null }) => ({
        file: fileName,
        label,
        found: { format, encoding, delimiter, sheet, headerRow },
      })),
    },
  };
}

const pathOf = (file: File): string => file.webkitRelativePath || file.name;

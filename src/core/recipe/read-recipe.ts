import { readAliasGroups } from '../aliases/alias-group';
import { type RerankChoice, readRerankChoice } from '../candidates/rerank/reranker';
import { readSteps } from '../cleaning/read-steps';
import { CLUSTER_METHODS } from '../clusters/cluster-rule';
import type { ClusterSettings } from '../clusters/cluster-settings';
import { SURVIVOR_RULES } from '../clusters/golden-record';
import { readPortrait } from '../drift/text-portrait';
import { AppError } from '../model/errors';
import { EMBEDDED_MODELS } from '../model/models';
import { DEFAULT_MATCH_SETTINGS, EVIDENCE_GROUP_NAMES, type MatchSettings } from '../model/settings';
import type { FileFormat, ReadSettings, Verdict } from '../model/types';
import { isOwnId, type ModelNote } from '../own-models/own-model';
import {
  type CarriedDecisions,
  type FileFound,
  type KeyedDecision,
  RECIPE_FORMAT,
  RECIPE_VERSION,
  type Recipe,
  type RecipeAdapter,
  type RecipeStack,
  type RecipeTable,
  type RowName,
} from './recipe';

export interface RecipeRead {
  readonly recipe: Recipe;
  /** Members of the file or of its settings that this version does not know, and leaves out. */
  readonly unknown: readonly string[];
  /** A model that is not here; the recipe then has the usual one. */
  readonly missingModel: string | null;
}

const MOST_HEAD = 400;
/** Whether the beginning of a file is that of a recipe. */
export const looksLikeRecipe = (head: string): boolean =>
  /^\uFEFF?\s*\{/u.test(head) && head.slice(0, MOST_HEAD).includes(`"${RECIPE_FORMAT}"`);

/**
 * The recipe of a file. Everything in it is checked before it is used: it may come from anywhere.
 *
 * @throws AppError `recipe/broken`, `recipe/newer-version`
 */
export function readRecipe(text: string, file: string): RecipeRead {
  const broken = (cause?: unknown): AppError => new AppError('recipe/broken', { file }, { cause });
  let given: Members;
  try {
    given = membersOf(JSON.parse(text.replace(/^\uFEFF/u, '')));
  } catch (thrown) {
    throw broken(thrown);
  }
  if (given.format !== RECIPE_FORMAT || !Number.isInteger(given.version)) throw broken();
  if ((given.version as number) > RECIPE_VERSION) throw new AppError('recipe/newer-version', { file });
  try {
    const tables = membersOf(given.tables);
    const stored = membersOf(given.settings);
    const settings = settingsOf(stored);
    const model = membersOf(given.model ?? {});
    // One that somebody added is never replaced: whether it is here shows later.
    const isKnownModel = isOwnId(settings.model) || EMBEDDED_MODELS.some(({ id }) => id === settings.model);
    const decisions = given.decisions === undefined ? undefined : decisionsOf(membersOf(given.decisions));
    const recipe: Recipe = {
      format: RECIPE_FORMAT,
      version: RECIPE_VERSION,
      app: textOr(given.app, ''),
      savedAt: textOr(given.savedAt, ''),
      name: textOr(given.name, ''),
      tables: { left: tableOf(tables.left), right: settings.task === 'deduplicate' ? null : tableOf(tables.right) },
      settings: isKnownModel ? settings : withUsualModel(settings),
      thresholdUsed: typeof given.thresholdUsed === 'number' ? given.thresholdUsed : null,
      model: {
        id: textOr(model.id, settings.model),
        sha256: typeof model.sha256 === 'string' ? model.sha256 : null,
        ...originOf(model),
      },
      ...(given.adapter === undefined ? {} : { adapter: adapterOf(membersOf(given.adapter)) }),
      ...(given.clusters === undefined ? {} : { clusters: clustersOf(membersOf(given.clusters)) }),
      ...(decisions ? { decisions } : {}),
    };
    const unknown = [
      ...Object.keys(given).filter((name) => !KNOWN.has(name)),
      ...Object.keys(stored)
        .filter((name) => !(name in DEFAULT_MATCH_SETTINGS) && !SOMETIMES.has(name))
        .map((name) => `settings.${name}`),
    ];
    return { recipe, unknown, missingModel: isKnownModel ? null : settings.model };
  } catch (thrown) {
    throw broken(thrown);
  }
}

/** Settings that are absent where they do nothing. */
const SOMETIMES = new Set(['without', 'adapter', 'aliases', 'rerank']);

/** An adapter belongs to its model. */
const withUsualModel = ({ adapter: _, ...settings }: MatchSettings): MatchSettings => ({
  ...settings,
  model: DEFAULT_MATCH_SETTINGS.model,
});

function originOf({ title, from }: Members): Partial<Pick<ModelNote, 'title' | 'from'>> {
  if (from === undefined) return {};
  const { kind, name, address } = membersOf(from);
  return {
    title: textOr(title, ''),
    from: {
      kind: oneOf(['folder', 'zip', 'hub'] as const, kind as never, 'folder'),
      name: textOr(name, ''),
      ...(typeof address === 'string' ? { address } : {}),
    },
  };
}

const ADAPTER_ID = /^[0-9a-f]{16}$/u;

function adapterOf({ id, name, base }: Members): RecipeAdapter {
  const { model, sha256, dimensions } = membersOf(base);
  need(typeof id === 'string' && ADAPTER_ID.test(id) && isCount(dimensions));
  return {
    id: id as string,
    name: textOr(name, ''),
    base: { model: textOr(model, ''), sha256: textOr(sha256, ''), dimensions: dimensions as number },
  };
}

const KNOWN = new Set([
  'format',
  'version',
  'app',
  'savedAt',
  'name',
  'tables',
  'settings',
  'thresholdUsed',
  'model',
  'adapter',
  'clusters',
  'decisions',
]);

type Members = Record<string, unknown>;

function membersOf(value: unknown): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
  return value as Members;
}
const textOr = (value: unknown, absent: string): string => (typeof value === 'string' ? value : absent);
function need(holds: boolean): void {
  if (!holds) throw new Error('not a recipe');
}
function namesOf(value: unknown): readonly string[] {
  need(Array.isArray(value) && value.every((name) => typeof name === 'string'));
  return value as readonly string[];
}
function oneOf<T>(known: readonly T[], value: unknown, absent: T): T {
  if (value === undefined) return absent;
  need(known.includes(value as T));
  return value as T;
}
const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 1;

function tableOf(value: unknown): RecipeTable {
  const { file, columns, recordId = null, reading = {}, portrait, found, stack } = membersOf(value);
  const drawn = portrait === undefined ? null : readPortrait(portrait);
  need(recordId === null || typeof recordId === 'string');
  return {
    file: textOr(file, ''),
    columns: namesOf(columns),
    recordId: recordId as string | null,
    reading: readingOf(membersOf(reading)),
    ...(drawn === null ? {} : { portrait: drawn }),
    ...(found === undefined ? {} : { found: foundOf(membersOf(found)) }),
    ...(stack === undefined ? {} : { stack: stackOf(membersOf(stack)) }),
  };
}

function stackOf({ settings, parts, isSheets }: Members): RecipeStack {
  const { sourceColumn = null, rowColumn = null } = membersOf(settings);
  need([sourceColumn, rowColumn].every((name) => name === null || typeof name === 'string'));
  need(Array.isArray(parts) && parts.length > 0 && typeof isSheets === 'boolean');
  return {
    settings: { sourceColumn: sourceColumn as string | null, rowColumn: rowColumn as string | null },
    parts: (parts as unknown[]).map((part) => {
      const { file, label, found } = membersOf(part);
      return { file: textOr(file, ''), label: textOr(label, ''), found: foundOf(membersOf(found)) };
    }),
    isSheets: isSheets as boolean,
  };
}

const FORMATS: readonly FileFormat[] = ['csv', 'json', 'jsonl', 'ods', 'parquet', 'xls', 'xlsb', 'xlsx'];

function foundOf({ format, encoding, delimiter, sheet, headerRow }: Members): FileFound {
  const text = (given: unknown): string | null => (typeof given === 'string' ? given : null);
  return {
    format: oneOf(FORMATS, format, 'csv'),
    encoding: text(encoding),
    delimiter: text(delimiter),
    sheet: text(sheet),
    headerRow: Number.isInteger(headerRow) ? (headerRow as number) : null,
  };
}

function readingOf({ encoding, delimiter, sheet, headerRow, skipLast }: Members): ReadSettings {
  return {
    ...(typeof encoding === 'string' ? { encoding } : {}),
    ...(typeof delimiter === 'string' ? { delimiter } : {}),
    ...(typeof sheet === 'string' ? { sheet } : {}),
    ...(headerRow === 'none' || headerRow === 'auto' || (Number.isInteger(headerRow) && (headerRow as number) >= 0)
      ? { headerRow: headerRow as number | 'none' | 'auto' }
      : {}),
    ...(Number.isInteger(skipLast) && (skipLast as number) >= 0 ? { skipLast: skipLast as number } : {}),
  };
}

function settingsOf(given: Members): MatchSettings {
  const {
    on,
    cleaning = {},
    limits = {},
    blocking = [],
    qualifiers = [],
    weights = {},
    concept = null,
    threshold,
    without,
    aliases,
    rerank,
  } = given;
  const groups = aliases === undefined ? [] : readAliasGroups(aliases);
  const columns = membersOf(on);
  const steps = membersOf(cleaning);
  const left = readSteps(steps.left);
  const right = readSteps(steps.right);
  need(groups !== null && left !== null && right !== null && Array.isArray(blocking) && Array.isArray(qualifiers));
  const pairs = (list: unknown): Members[] =>
    (list as unknown[]).map((pair) => {
      const members = membersOf(pair);
      need(typeof members.left === 'string' && typeof members.right === 'string');
      return members;
    });
  const { left: mostLeft = null, right: mostRight = null } = membersOf(limits);
  need([mostLeft, mostRight].every((limit) => limit === null || isCount(limit)));
  need(Object.values(membersOf(weights)).every((weight) => typeof weight === 'number' && weight >= 0 && weight <= 5));
  need(threshold === undefined || threshold === null || threshold === 'auto' || isShare(threshold));
  const base = DEFAULT_MATCH_SETTINGS;
  const { minimumScore = null, candidatesPerRow = base.candidatesPerRow } = given;
  need((minimumScore === null || isShare(minimumScore)) && isCount(candidatesPerRow));
  return {
    ...base,
    task: oneOf(['link', 'deduplicate'] as const, given.task, base.task),
    on: { left: namesOf(columns.left), right: namesOf(columns.right) },
    cleaning: { left: left!, right: right! },
    cardinality: oneOf(
      ['one-to-one', 'one-to-many', 'many-to-one', 'many-to-many'] as const,
      given.cardinality,
      base.cardinality,
    ),
    limits: { left: mostLeft as number | null, right: mostRight as number | null },
    candidatesPerRow: candidatesPerRow as number,
    minimumScore: minimumScore as number | null,
    score: oneOf(['hybrid', 'dense', 'lexical'] as const, given.score, base.score),
    model: textOr(given.model, base.model),
    ...(typeof given.adapter === 'string' && ADAPTER_ID.test(given.adapter) ? { adapter: given.adapter } : {}),
    device: oneOf(['auto', 'wasm', 'webgpu'] as const, given.device, base.device),
    blocking: pairs(blocking).map((rule) => ({
      left: rule.left as string,
      right: rule.right as string,
      key: oneOf(['exact', 'prefix', 'numeric-range'] as const, rule.key, 'exact'),
      ...(isCount(rule.length) ? { length: rule.length as number } : {}),
      ...(typeof rule.tolerance === 'number' && rule.tolerance >= 0 ? { tolerance: rule.tolerance } : {}),
    })),
    weights: weights as MatchSettings['weights'],
    qualifiers: pairs(qualifiers).map((pair) => {
      need(typeof pair.weight === 'number' && pair.weight >= 0 && pair.weight <= 5);
      return {
        left: pair.left as string,
        right: pair.right as string,
        kind: oneOf(['category', 'number', 'date'] as const, pair.kind, 'category'),
        weight: pair.weight as number,
      };
    }),
    concept: concept === null ? null : conceptOf(membersOf(concept)),
    ...(rerank === undefined ? {} : { rerank: rerankOf(rerank) }),
    ...(groups && groups.length > 0 ? { aliases: groups } : {}),
    threshold: threshold === undefined ? base.threshold : (threshold as MatchSettings['threshold']),
    ...(without === undefined
      ? {}
      : { without: namesOf(without).map((name) => oneOf(EVIDENCE_GROUP_NAMES, name as never, 'similarity')) }),
  };
}

function rerankOf(given: unknown): RerankChoice {
  const choice = readRerankChoice(given);
  need(choice !== undefined);
  return choice!;
}

function conceptOf({ id, type = null, types = [] }: Members): NonNullable<MatchSettings['concept']> {
  need(typeof id === 'string' && (type === null || typeof type === 'string'));
  return { id: id as string, type: type as string | null, types: namesOf(types) };
}

function clustersOf({ rule, threshold, golden }: Members): ClusterSettings {
  const { method, minimumNeighbours } = membersOf(rule);
  need(isCount(minimumNeighbours) && (threshold === 'auto' || isShare(threshold)));
  const { rule: survivor, columnRules = [], dateColumn = null } = membersOf(golden);
  need(Array.isArray(columnRules) && (dateColumn === null || typeof dateColumn === 'string'));
  return {
    rule: { method: oneOf(CLUSTER_METHODS, method, 'average'), minimumNeighbours: minimumNeighbours as number },
    threshold: threshold as ClusterSettings['threshold'],
    golden: {
      rule: oneOf(SURVIVOR_RULES, survivor, 'first-filled'),
      columnRules: (columnRules as unknown[]).map((pair) => {
        need(Array.isArray(pair) && typeof pair[0] === 'string');
        const [column, own] = pair as [string, unknown];
        return [column, oneOf(SURVIVOR_RULES, own, 'first-filled')] as const;
      }),
      dateColumn: dateColumn as string | null,
      // Picks by hand speak of rows, which are other ones.
      picks: [],
    },
  };
}

const VERDICTS: readonly Verdict[] = ['match', 'non-match', 'possible', 'absent'];
const ROW_NAME = /^([0-9a-f]{32})(?::(\d{1,9})\/(\d{1,9}))?$/u;

function decisionsOf({ key, columns, list, known }: Members): CarriedDecisions {
  need(known === undefined || (typeof known === 'string' && known.length % 4 === 0 && /^[A-Za-z0-9+/]*=*$/u.test(known)));
  need(typeof key === 'string' && /^[0-9a-f]{32}$/u.test(key) && Array.isArray(list));
  const { left, right } = membersOf(columns);
  return {
    key: key as string,
    columns: { left: namesOf(left), right: namesOf(right) },
    list: (list as unknown[]).map(decisionOf),
    ...(known === undefined ? {} : { known: known as string }),
  };
}

function decisionOf(line: unknown): KeyedDecision {
  need(Array.isArray(line));
  const [left, right, verdict, at, by] = line as unknown[];
  need(typeof at === 'string' && VERDICTS.includes(verdict as Verdict) && (by === undefined || typeof by === 'string'));
  const decision = {
    left: rowNameOf(left),
    right: right === null ? null : rowNameOf(right),
    verdict: verdict as Verdict,
    at: at as string,
  };
  return by === undefined ? decision : { ...decision, by: by as string };
}

function rowNameOf(text: unknown): RowName {
  const found = ROW_NAME.exec(String(text));
  if (!found) throw new Error('no row');
  const name = { hash: found[1]!, place: Number(found[2] ?? 0), of: Number(found[3] ?? 1) };
  need(name.place < name.of);
  return name;
}

import type { ClusterSettings } from '../clusters/cluster-settings';
import type { TablePortrait } from '../drift/text-portrait';
import type { MatchSettings } from '../model/settings';
import type { ReadSettings, Side, Sides, SourceDescription, Verdict } from '../model/types';
import type { ModelNote } from '../own-models/own-model';
import type { StackSettings } from '../table/stack';
import type { Adapter } from '../tuning/adapter';

export const RECIPE_FORMAT = 'rowlink-recipe';
/** Raise when an older app could not read the file; it then says so. */
export const RECIPE_VERSION = 1;
export const RECIPE_EXTENSION = '.recipe.json';

/** What is expected of a table, and how its file is read. */
export interface RecipeTable {
  /** Name of the file it was made with: a hint which of two files it is. */
  readonly file: string;
  /** All columns that the table had. */
  readonly columns: readonly string[];
  /** Column whose values name the records; null where there is none. */
  readonly recordId: string | null;
  readonly reading: ReadSettings;
  /** How its compared columns looked, without a cell of them, to tell when the next file is otherwise. */
  readonly portrait?: TablePortrait;
  /** How its file was in fact read; of a stack, its first part. */
  readonly found?: FileFound;
  /** Where it was made of several files or sheets, one below the other. */
  readonly stack?: RecipeStack;
}

export type FileFound = Pick<SourceDescription, 'format' | 'encoding' | 'delimiter' | 'sheet' | 'headerRow'>;

/** Files or sheets that were stacked into one table. */
export interface RecipeStack {
  /** Names of the columns that say where a row came from. */
  readonly settings: StackSettings;
  /** In their order; names of files are hints, those of sheets are looked for where `isSheets`. */
  readonly parts: readonly { readonly file: string; readonly label: string; readonly found: FileFound }[];
  /** The parts are sheets of one file, not files. */
  readonly isSheets: boolean;
}

/** A recipe of a project, from when it is chosen until it has done its work; kept with the project, so that it outlives a reload. */
export interface HeldRecipe {
  readonly recipe: Recipe;
  /** Name of its file, or of the project that it comes from. */
  readonly from: string;
  /** Members of the file that this version does not know. */
  readonly unknown: readonly string[];
  /** The person wants to see no more of it, but its work is not done. */
  readonly isClosed?: boolean;
}

/** A linkage without its data: what to do with next month's files. See `docs/file-formats.md`. */
export interface Recipe {
  readonly format: typeof RECIPE_FORMAT;
  readonly version: number;
  /** Version of the app that wrote it. */
  readonly app: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly name: string;
  /** `right` is null where one table is searched for duplicates. */
  readonly tables: { readonly left: RecipeTable; readonly right: RecipeTable | null };
  /** Cleaning steps included. */
  readonly settings: MatchSettings;
  /** The threshold in force when it was saved, which `auto` stood for; null before the first match. */
  readonly thresholdUsed: number | null;
  /** Of a model that somebody added also its title and where it came from. */
  readonly model: { readonly id: string; readonly sha256: string | null } & Partial<Pick<ModelNote, 'title' | 'from'>>;
  /** The adapter that the settings name: its file is not part of a recipe. */
  readonly adapter?: RecipeAdapter;
  /** How duplicates become clusters; absent where two tables are linked. */
  readonly clusters?: ClusterSettings;
  readonly decisions?: CarriedDecisions;
}

/** Which adapter was in force; its id is the beginning of the SHA-256 of its file. */
export type RecipeAdapter = Pick<Adapter, 'id' | 'name' | 'base'>;

/** Decisions without what they are about: rows are named by keyed hashes of some of their cells. */
export interface CarriedDecisions {
  /** 128 random bits, hexadecimal: hashes of two recipes tell nothing about each other. */
  readonly key: string;
  /** Columns whose cells name a row, in this order. */
  readonly columns: Sides<readonly string[]>;
  readonly list: readonly KeyedDecision[];
  /** All rows of the right table (see `packRows`), where some left row has no counterpart there: new ones may be that. */
  readonly known?: string;
}

/** A row among those with equal cells. */
export interface RowName {
  /** 128 bits, hexadecimal. */
  readonly hash: string;
  /** From 0. */
  readonly place: number;
  /** How many rows have these cells. */
  readonly of: number;
}

/** `right` null speaks of the whole left record. */
export interface KeyedDecision {
  readonly left: RowName;
  readonly right: RowName | null;
  readonly verdict: Verdict;
  readonly at: string;
  readonly by?: string;
}

/** The tables that a recipe speaks of. */
export const sidesOf = (recipe: Pick<Recipe, 'tables'>): readonly Side[] => (recipe.tables.right ? ['left', 'right'] : ['left']);

/** A recipe as the text of its file. */
export function writeRecipe(recipe: Recipe): string {
  const { decisions, ...rest } = recipe;
  const plain = decisions && {
    ...decisions,
    list: decisions.list.map(({ left, right, verdict, at, by }) => [
      nameText(left),
      right && nameText(right),
      verdict,
      at,
      ...(by === undefined ? [] : [by]),
    ]),
  };
  const head = JSON.stringify(rest, null, 2).replace(COUNTS, (list) => list.replaceAll(/\s+/gu, ' '));
  if (!plain) return `${head}\n`;
  // A line for each decision: a file of ten thousand stays readable.
  const lines = plain.list.map((line) => `      ${JSON.stringify(line)}`).join(',\n');
  const { key, columns, known } = plain;
  const rows = known === undefined ? '' : `    "known": ${JSON.stringify(known)},\n`;
  const section = `"decisions": {\n    "key": ${JSON.stringify(key)},\n    "columns": ${JSON.stringify(columns)},\n${rows}    "list": [\n${lines}\n    ]\n  }`;
  return `${head.slice(0, -2)},\n  ${section}\n}\n`;
}

/** A list of whole numbers over several lines; no text in JSON has line breaks. */
const COUNTS = /\[\n\s+\d+(?:,\n\s+\d+)*\n\s+\]/gu;

const nameText = ({ hash, place, of }: RowName): string => (of === 1 ? hash : `${hash}:${place}/${of}`);

import { columnsRead } from '../candidates/columns-read';
import { type CleaningStep, madeBy, stepsFor } from '../cleaning/steps';
import type { TablePortrait } from '../drift/text-portrait';
import type { MatchSettings } from '../model/settings';
import type { Column, Dataset, Side, Sides } from '../model/types';
import { type Recipe, sidesOf } from './recipe';

/** A column that a recipe names and a table does not have. */
export interface MissingColumn {
  readonly side: Side;
  readonly column: string;
  /** The column of the table whose name is most alike, if any is. */
  readonly nearest: string | null;
}

/** Columns of the tables themselves that settings need: those that are compared, and what they are made of. */
export function sourceColumns(settings: MatchSettings): Sides<readonly string[]> {
  const read = columnsRead(settings);
  const own = (side: Side): readonly string[] => {
    const steps = stepsFor(settings.cleaning[side], read[side]);
    const made = new Set(steps.flatMap((step) => madeBy(step)));
    return [...new Set([...read[side], ...steps.flatMap(({ columns }) => columns)])].filter((name) => !made.has(name)).sort();
  };
  return { left: own('left'), right: settings.task === 'deduplicate' ? [] : own('right') };
}

/** Columns that a recipe needs and these tables lack. */
export function missingColumns(recipe: Recipe, tables: Sides<Pick<Dataset, 'columns'> | null>): readonly MissingColumn[] {
  const needed = sourceColumns(recipe.settings);
  return sidesOf(recipe).flatMap((side) => {
    const table = tables[side];
    if (!table) return [];
    const names = new Set(table.columns.map(({ name }) => name));
    const free = table.columns.filter(({ name }) => !recipe.tables[side]!.columns.includes(name));
    return needed[side]
      .filter((column) => !names.has(column))
      .map((column) => ({ side, column, nearest: nearestName(column, free.length > 0 ? free : table.columns) }));
  });
}

/** A recipe that speaks of a column of one side by another name. */
export function renameColumn(recipe: Recipe, side: Side, from: string, to: string): Recipe {
  const { settings, tables, decisions } = recipe;
  const name = (own: string): string => (own === from ? to : own);
  const pair = <T extends Sides<string>>(rule: T): T => ({ ...rule, [side]: name(rule[side]) });
  const table = tables[side];
  const { concept } = settings;
  return {
    ...recipe,
    tables: {
      ...tables,
      [side]: table && {
        ...table,
        columns: table.columns.map(name),
        recordId: table.recordId === null ? null : name(table.recordId),
        ...(table.portrait && { portrait: renamedPortrait(table.portrait, name) }),
      },
    },
    settings: {
      ...settings,
      on: { ...settings.on, [side]: settings.on[side].map(name) },
      cleaning: {
        ...settings.cleaning,
        [side]: settings.cleaning[side].map((step): CleaningStep => ({ ...step, columns: step.columns.map(name) })),
      },
      ...(settings.aliases && {
        aliases: settings.aliases.map((group) =>
          group.column === undefined || !settings.on[side].includes(from) ? group : { ...group, column: name(group.column) },
        ),
      }),
      blocking: settings.blocking.map(pair),
      qualifiers: settings.qualifiers.map(pair),
      weights:
        side === 'left'
          ? Object.fromEntries(Object.entries(settings.weights).map(([own, weight]) => [name(own), weight]))
          : settings.weights,
      concept:
        concept && side === 'right'
          ? { ...concept, id: name(concept.id), type: concept.type === null ? null : name(concept.type) }
          : concept,
    },
    ...(decisions
      ? { decisions: { ...decisions, columns: { ...decisions.columns, [side]: decisions.columns[side].map(name) } } }
      : {}),
  };
}

/** How alike two names have to be, 0…1. */
const LEAST_ALIKE = 0.4;

/** The most similar name, letter case and signs aside; null where none is alike. Ties go to the first. */
export function nearestName(name: string, columns: readonly Column[]): string | null {
  let best: string | null = null;
  let most = LEAST_ALIKE;
  for (const column of columns) {
    const alike = likeness(name, column.name);
    if (alike > most) {
      most = alike;
      best = column.name;
    }
  }
  return best;
}

/** Dice coefficient of pairs of letters. */
function likeness(a: string, b: string): number {
  const [one, two] = [pairsOf(a), pairsOf(b)];
  let shared = 0;
  for (const [pair, count] of one) shared += Math.min(count, two.get(pair) ?? 0);
  const total = [...one.values(), ...two.values()].reduce((sum, count) => sum + count, 0);
  return total === 0 ? 0 : (2 * shared) / total;
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const letters = ` ${text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')} `;
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < letters.length; at++)
    pairs.set(letters.slice(at, at + 2), (pairs.get(letters.slice(at, at + 2)) ?? 0) + 1);
  return pairs;
}

const renamedPortrait = (portrait: TablePortrait, name: (own: string) => string): TablePortrait => ({
  ...portrait,
  columns: portrait.columns.map((column) => ({ ...column, name: name(column.name) })),
});

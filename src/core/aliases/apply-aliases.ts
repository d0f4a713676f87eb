import type { MatchSettings } from '../model/settings';
import type { Sides } from '../model/types';
import type { ComparedTable } from '../text/records';
import type { AliasGroup } from './alias-group';
import { phraseKey } from './alias-tokens';
import { type AliasMatcher, type CompiledAliases, compileAliases } from './compile-aliases';

/** Two words of a pair of rows that mean the same, as their cells have them. */
export interface AliasMeeting {
  readonly left: string;
  readonly right: string;
}

type ColumnsCompared = Pick<MatchSettings, 'on'> & Partial<Pick<MatchSettings, 'blocking' | 'qualifiers'>>;

/** The names that stand for one compared column on both sides. */
export function partnersOf(
  { on, blocking = [], qualifiers = [] }: ColumnsCompared,
  side: 'left' | 'right',
  name: string,
): readonly string[] {
  const other = side === 'left' ? 'right' : 'left';
  const at = on[side].indexOf(name);
  const partner = at >= 0 ? on[other][at] : undefined;
  const rules = [...blocking, ...qualifiers].filter((rule) => rule[side] === name).map((rule) => rule[other]);
  return [...new Set([name, ...(partner === undefined ? rules.slice(0, 1) : [partner])])];
}

export type AliasedSettings = ColumnsCompared & Pick<MatchSettings, 'aliases'>;

/**
 * Both tables with their cells as aliases have them compared, in the columns that are compared or are keys; the tables themselves stay
 * as they are, and are what comes back where there are no aliases. Cost O(characters).
 */
export function applyAliases(tables: Sides<ComparedTable>, settings: AliasedSettings): Sides<ComparedTable> {
  const { aliases } = settings;
  if (!aliases || aliases.length === 0) return tables;
  const compiled = compileAliases(aliases);
  const left = applyToTable(tables.left, 'left', settings, compiled);
  return { left, right: tables.right === tables.left ? left : applyToTable(tables.right, 'right', settings, compiled) };
}

/** One side of `applyAliases`. */
export function applyToSide(table: ComparedTable, side: 'left' | 'right', settings: AliasedSettings): ComparedTable {
  const { aliases } = settings;
  return aliases && aliases.length > 0 ? applyToTable(table, side, settings, compileAliases(aliases)) : table;
}

function applyToTable(
  table: ComparedTable,
  side: 'left' | 'right',
  settings: AliasedSettings,
  compiled: CompiledAliases,
): ComparedTable {
  const { on, blocking = [], qualifiers = [] } = settings;
  const names = new Set([...on[side], ...[...blocking, ...qualifiers].map((rule) => rule[side])]);
  const columns = new Map(table.columns);
  for (const name of names) {
    const cells = columns.get(name);
    const matcher = compiled.matcherFor(...partnersOf(settings, side, name));
    if (cells && matcher) columns.set(name, applyToCells(cells, matcher));
  }
  return { ...table, columns };
}

/** Cells in which words of groups are written as what stands for them; the same list where nothing changes. */
export function applyToCells(cells: readonly string[], { apply }: AliasMatcher): readonly string[] {
  let changed: string[] | null = null;
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]!;
    const next = apply(cell);
    if (next === cell) continue;
    changed ??= cells.slice();
    changed[row] = next;
  }
  return changed ?? cells;
}

/**
 * Different words of two rows that mean the same by a group, each pair once, by place in the left row. Answers for any two rows of the
 * tables as they are before `applyAliases`. Cost O(characters of both rows).
 */
export function createAliasMeetings(
  tables: Sides<ComparedTable>,
  settings: AliasedSettings,
): (leftRow: number, rightRow: number) => readonly AliasMeeting[] {
  return createCellMeetings(settings, (side, name, row) => tables[side].columns.get(name)?.[row] ?? '');
}

/** `createAliasMeetings` where cells are read one by one. */
export function createCellMeetings(
  settings: AliasedSettings,
  cellOf: (side: 'left' | 'right', name: string, row: number) => string,
): (leftRow: number, rightRow: number) => readonly AliasMeeting[] {
  const compiled = compileAliases(settings.aliases ?? []);
  const usesOf = (side: 'left' | 'right', row: number) =>
    settings.on[side].flatMap((name) => {
      const matcher = compiled.matcherFor(...partnersOf(settings, side, name));
      return matcher?.usesIn(cellOf(side, name, row)) ?? [];
    });
  return (leftRow, rightRow) => {
    const others = usesOf('right', rightRow);
    const found = new Map<string, AliasMeeting>();
    for (const use of usesOf('left', leftRow)) {
      const other = others.find(({ key }) => key === use.key);
      if (!other || aliasEqual(use.word, other.word)) continue;
      const meeting = { left: use.word, right: other.word };
      found.set(JSON.stringify(meeting), meeting);
    }
    return [...found.values()];
  };
}

const aliasEqual = (one: string, other: string): boolean => phraseKey(one) === phraseKey(other);

/** Groups in force for a run of these settings; none where the list is empty, so that fingerprints of other settings stay. */
export const aliasesInForce = (groups: readonly AliasGroup[]): MatchSettings['aliases'] =>
  groups.length === 0 ? undefined : groups;

import type { GoldenSettings, SurvivorRule } from './golden-record';

/** A cell picked by hand. Of the picks of a column within one cluster, the one of the highest `order` counts. */
export interface CellPick {
  readonly row: number;
  readonly order: number;
}

/** One choice of surviving cells, as what it takes away and what it puts; null is none. */
export type GoldenChange =
  | { readonly of: 'cell'; readonly column: string; readonly from: CellPick | null; readonly to: CellPick | null }
  /** `column` null: the rule of all columns that have none of their own, which is never null. */
  | {
      readonly of: 'rule';
      readonly column: string | null;
      readonly from: SurvivorRule | null;
      readonly to: SurvivorRule | null;
    }
  | { readonly of: 'date-column'; readonly from: string | null; readonly to: string | null };

/** Which cells survive, after all that was chosen. */
export interface GoldenChoices {
  /** The same object until something else is chosen. */
  readonly settings: GoldenSettings;
  /** The picks of a column in these rows, the one that counts last. */
  picksWithin(column: string, rows: ArrayLike<number>): readonly CellPick[];
  apply(changes: readonly GoldenChange[]): void;
}

/** Choices on top of settings whose picks have orders below those of any entry. */
export function createGoldenChoices(start: GoldenSettings): GoldenChoices {
  let picks = start.picks.map(({ column, row }, at) => ({ column, row, order: at - start.picks.length }));
  let settings = start;
  return {
    get settings() {
      return settings;
    },
    picksWithin(column, rows) {
      const members = new Set(Array.from(rows));
      return picks.filter((pick) => pick.column === column && members.has(pick.row)).map(({ row, order }) => ({ row, order }));
    },
    apply(changes) {
      if (changes.length === 0) return;
      let { rule, columnRules, dateColumn } = settings;
      for (const change of changes) {
        if (change.of === 'date-column') dateColumn = change.to;
        else if (change.of === 'cell') {
          const { column, from, to } = change;
          picks = picks.filter((pick) => !(pick.column === column && pick.row === from?.row && pick.order === from.order));
          if (to) picks = [...picks, { column, ...to }].sort((a, b) => a.order - b.order);
        } else if (change.column === null) rule = change.to ?? rule;
        else {
          const { column, to } = change;
          const others = columnRules.filter(([name]) => name !== column);
          columnRules = to === null ? others : [...others, [column, to] as const].sort(([a], [b]) => (a < b ? -1 : 1));
        }
      }
      settings = { rule, columnRules, dateColumn, picks: picks.map(({ column, row }) => ({ column, row })) };
    },
  };
}

/** What takes these choices back. */
export const invertGolden = (changes: readonly GoldenChange[]): GoldenChange[] =>
  changes.map((change) => ({ ...change, from: change.to, to: change.from }) as GoldenChange).reverse();

/**
 * Picks a cell of a cluster for its golden record, or with `row` null leaves the column to its rule again; no changes where it is so already.
 *
 * @param rows of the cluster
 * @param order that of the entry, its `seq`
 */
export function choosePick(
  choices: GoldenChoices,
  column: string,
  row: number | null,
  rows: ArrayLike<number>,
  order: number,
): GoldenChange[] {
  const there = choices.picksWithin(column, rows);
  const last = there.at(-1) ?? null;
  if (row === null) return there.map((from) => ({ of: 'cell', column, from, to: null }));
  return last?.row === row ? [] : [{ of: 'cell', column, from: last, to: { row, order } }];
}

/** The rule of one column, or with `column` null of all without their own; no changes where it is so already. */
export function chooseRule({ settings }: GoldenChoices, column: string | null, to: SurvivorRule): GoldenChange[] {
  const from = column === null ? settings.rule : (new Map(settings.columnRules).get(column) ?? null);
  return from === to ? [] : [{ of: 'rule', column, from, to }];
}

export const chooseDateColumn = ({ settings }: GoldenChoices, to: string | null): GoldenChange[] =>
  settings.dateColumn === to ? [] : [{ of: 'date-column', from: settings.dateColumn, to }];

/** Names what a choice speaks of: choices that share a name are about the same thing. */
export function subjectsOfChoice(change: GoldenChange): string[] {
  switch (change.of) {
    case 'date-column':
      return ['date'];
    case 'rule':
      return [JSON.stringify(['rule', change.column])];
    case 'cell':
      return [change.from, change.to].flatMap((pick) =>
        pick ? [JSON.stringify(['cell', change.column, pick.row, pick.order])] : [],
      );
  }
}

import { applyAliases } from '../core/aliases/apply-aliases';
import { countAliasRows } from '../core/aliases/count-alias-rows';
import { readAliasTable } from '../core/aliases/read-alias-table';
import { suggestAliases } from '../core/aliases/suggest-aliases';
import { touchedRows } from '../core/aliases/touched-rows';
import { settingsWithin } from '../core/candidates/columns-read';
import type { Dataset, Sides } from '../core/model/types';
import { rowAt } from '../core/table/cells';
import { type ComparedTable, takeColumns } from '../core/text/records';
import type { Handlers } from '../rpc/serve';

const takeAll = (table: Dataset): ComparedTable =>
  takeColumns(
    table,
    table.columns.map(({ name }) => name),
  );
const takeBoth = ({ left, right }: Sides<Dataset>): Sides<ComparedTable> => {
  const one = takeAll(left);
  return { left: one, right: right === left ? one : takeAll(right) };
};

/** What a worker does for the list of words that mean the same. */
export const aliasHandlers: Pick<Required<Handlers>, 'countAliases' | 'findTouched' | 'readAliases' | 'suggestAliases'> = {
  countAliases: async ({ tables, groups, settings }) => {
    const answer = countAliasRows(takeBoth(tables), groups, settingsWithin(settings));
    return { answer, transfer: [answer.left.buffer, answer.right.buffer] };
  },
  findTouched: async ({ tables, groups, settings }) => {
    const answer = touchedRows(takeBoth(tables), groups, settings);
    return { answer, transfer: [answer.left.buffer, answer.right.buffer] };
  },
  readAliases: async ({ table, isOneWay }) => ({
    answer: readAliasTable(
      Array.from({ length: table.rowCount }, (_, row) => rowAt(table, row)),
      isOneWay,
    ),
  }),
  suggestAliases: async ({ tables, pairs, settings: chosen }) => {
    const settings = settingsWithin(chosen);
    const compared = applyAliases(takeBoth(tables), settings);
    const textOf = (side: 'left' | 'right', row: number): string =>
      settings.on[side]
        .map((name) => compared[side].columns.get(name)?.[row]?.trim() ?? '')
        .filter((cell) => cell !== '')
        .join(' ');
    const left = Array.from(pairs.left, (row) => textOf('left', row));
    const right = Array.from(pairs.right, (row) => textOf('right', row));
    return { answer: suggestAliases(left, right) };
  },
};

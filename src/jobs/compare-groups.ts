import { portrayTexts } from '../core/drift/text-portrait';
import { ratesByGroup } from '../core/fairness/group-rates';
import { columnCells } from '../core/table/cells';
import type { Handlers } from '../rpc/serve';

/** Rates by the values of the only column of a table. */
const groupRates: NonNullable<Handlers['groupRates']> = async ({ table, results }) => ({
  answer: ratesByGroup(columnCells(table, 0), results),
});

/** How all columns of a table look. */
const portray: NonNullable<Handlers['portray']> = async ({ table }) => ({
  answer: portrayTexts(table.columns.map(({ name }, at) => ({ name, cells: columnCells(table, at) }))),
});

export const groupHandlers = { groupRates, portray };

import { carryDecisions, keyVerdicts } from '../core/recipe/carry';
import { newRows, packRows } from '../core/recipe/known-rows';
import { nameRows } from '../core/recipe/row-keys';
import type { Handlers } from '../rpc/serve';

const every = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** Names decisions by the cells of their rows, and finds the rows of other tables that they speak of. */
export const carryHandlers: Pick<Required<Handlers>, 'keyVerdicts' | 'carryDecisions' | 'findNewRows'> = {
  keyVerdicts: async ({ tables: { left, right }, key, verdicts }) => {
    const names = {
      left: nameRows(left, every(left.columns.length), key),
      right: nameRows(right, every(right.columns.length), key),
    };
    const isMissed = verdicts.some((one) => one.right === null && (one.verdict === 'non-match' || one.verdict === 'absent'));
    return { answer: { list: keyVerdicts(verdicts, names), ...(isMissed && { known: packRows(names.right) }) } };
  },
  findNewRows: async ({ table, key, known }) => ({
    answer: newRows(nameRows(table, every(table.columns.length), key), known),
  }),
  carryDecisions: async ({ tables: { left, right }, key, decisions, cardinality }) => {
    const names = {
      left: nameRows(left, every(left.columns.length), key),
      right: nameRows(right, every(right.columns.length), key),
    };
    return { answer: carryDecisions(decisions, names, cardinality) };
  },
};

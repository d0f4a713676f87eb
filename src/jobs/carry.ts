import { carryDecisions, keyVerdicts } from '../core/recipe/carry';
import { nameRows } from '../core/recipe/row-keys';
import type { Handlers } from '../rpc/serve';

const every = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** Names decisions by the cells of their rows, and finds the rows of other tables that they speak of. */
export const carryHandlers: Pick<Required<Handlers>, 'keyVerdicts' | 'carryDecisions'> = {
  keyVerdicts: async ({ tables: { left, right }, key, verdicts }) => {
    const names = {
      left: nameRows(left, every(left.columns.length), key),
      right: nameRows(right, every(right.columns.length), key),
    };
    return { answer: keyVerdicts(verdicts, names) };
  },
  carryDecisions: async ({ tables: { left, right }, key, decisions, cardinality }) => {
    const names = {
      left: nameRows(left, every(left.columns.length), key),
      right: nameRows(right, every(right.columns.length), key),
    };
    return { answer: carryDecisions(decisions, names, cardinality) };
  },
};

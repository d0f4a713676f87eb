import { chainCrosswalks } from '../core/links/chain';
import { chainAnswer, chainBuffers } from '../core/links/chain-columns';
import { guessCrosswalkColumns, readCrosswalk } from '../core/links/crosswalk-table';
import type { Handlers } from '../rpc/serve';

/** Joins crosswalks; columns that are not given are guessed. */
export const chain: NonNullable<Handlers['chain']> = async ({ tables, columns, rule }) => {
  const chosen = columns ?? guessCrosswalkColumns(tables);
  const answer = chainAnswer(
    chainCrosswalks(
      tables.map((table, at) => readCrosswalk(table, chosen[at]!)),
      rule,
    ),
  );
  return { answer, transfer: chainBuffers(answer) };
};

/** The columns of crosswalks that are to be joined in this order. */
export const guessCrosswalks: NonNullable<Handlers['guessCrosswalks']> = async ({ tables }) => ({
  answer: guessCrosswalkColumns(tables),
});

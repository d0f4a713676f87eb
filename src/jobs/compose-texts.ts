import { composeRowTexts } from '../core/text/row-texts';
import type { Handlers } from '../rpc/serve';

/** Texts of the rows of one table, as often as there are lists of columns. */
export const composeTexts: NonNullable<Handlers['composeTexts']> = async ({ table, on }) => {
  const answer = on.map((columns) => {
    const { texts, textOf } = composeRowTexts(table, columns);
    return { texts, textOf: Uint32Array.from(textOf) };
  });
  return { answer, transfer: answer.map(({ textOf }) => textOf.buffer) };
};

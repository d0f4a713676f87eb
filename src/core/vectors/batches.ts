/** A piece of one text as token ids, with its start and end tokens. */
export interface Piece {
  readonly text: number;
  readonly ids: readonly number[];
}

/** Cuts a tokenised text into pieces the model can read; at most `limit` pieces, the rest is left out. */
export function cutPieces(text: number, ids: readonly number[], maxTokens: number, limit = 8): Piece[] {
  if (ids.length <= maxTokens) return [{ text, ids }];
  const body = ids.slice(1, -1);
  const size = maxTokens - 2;
  const pieces: Piece[] = [];
  for (let start = 0; start < body.length && pieces.length < limit; start += size) {
    pieces.push({ text, ids: [ids[0]!, ...body.slice(start, start + size), ids.at(-1)!] });
  }
  return pieces;
}

/**
 * Batches of pieces of similar length, longest first, each of at most `tokens` padded tokens (or one piece). Sorting spares the
 * padding, longest first makes the estimate of the time left pessimistic rather than optimistic. Ties by text order.
 */
export function planBatches(pieces: readonly Piece[], tokens: number): Piece[][] {
  const sorted = [...pieces].sort((a, b) => b.ids.length - a.ids.length || a.text - b.text);
  const batches: Piece[][] = [];
  let start = 0;
  while (start < sorted.length) {
    const size = Math.max(1, Math.floor(tokens / sorted[start]!.ids.length));
    batches.push(sorted.slice(start, start + size));
    start += size;
  }
  return batches;
}

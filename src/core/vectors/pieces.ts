/**
 * Cuts the tokens of a text into pieces of at most `size`, in order. Of more than `limit` pieces the most telling ones stay:
 * repeatedly the one whose tokens, not counting those already chosen, are the most unusual together; ties to the earlier one.
 *
 * @param informationOf how unusual a token is, at least 0
 * @returns the pieces in the order of the text, and how many tokens were left out
 */
export function cutPieces(
  tokens: readonly number[],
  size: number,
  limit: number,
  informationOf: (token: number) => number,
): { readonly pieces: readonly (readonly number[])[]; readonly leftOut: number } {
  if (tokens.length <= size) return { pieces: [tokens], leftOut: 0 };
  const pieces: (readonly number[])[] = [];
  for (let start = 0; start < tokens.length; start += size) pieces.push(tokens.slice(start, start + size));
  if (pieces.length <= limit) return { pieces, leftOut: 0 };
  const kept = new Set<number>();
  const known = new Set<number>();
  while (kept.size < limit) {
    let best = -1;
    let most = -1;
    pieces.forEach((piece, index) => {
      if (kept.has(index)) return;
      let information = 0;
      for (const token of new Set(piece)) if (!known.has(token)) information += informationOf(token);
      if (information > most) {
        best = index;
        most = information;
      }
    });
    kept.add(best);
    for (const token of pieces[best]!) known.add(token);
  }
  const chosen = pieces.filter((_, index) => kept.has(index));
  return { pieces: chosen, leftOut: tokens.length - chosen.reduce((sum, piece) => sum + piece.length, 0) };
}

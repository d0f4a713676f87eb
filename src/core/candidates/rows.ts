import { type CandidateSet, NO_TEXT, type Sides, type TextSet } from '../model/types';

/** Scored right texts of one left text, parallel arrays in any order. */
export interface TextCandidates {
  readonly right: Uint32Array;
  readonly similarity: Float32Array;
  readonly lexical: Float32Array;
  readonly matchScore: Float32Array;
}

/**
 * From texts to rows: every left row gets the candidates of its text, every right text stands for all its rows. At most `limit` a
 * left row, by match score, then similarity, then right row. Cost O(rows · limit · log).
 *
 * @param candidates one member a left text
 */
export function expandToRows(
  candidates: readonly TextCandidates[],
  rightRows: { readonly offsets: Uint32Array; readonly rows: Uint32Array },
  texts: Sides<TextSet>,
  limit: number,
): CandidateSet {
  const ranked = candidates.map((found) => rankRows(found, rightRows, limit));
  const leftCount = texts.left.textOf.length;
  const offsets = new Uint32Array(leftCount + 1);
  for (let row = 0; row < leftCount; row++) {
    const text = texts.left.textOf[row]!;
    offsets[row + 1] = offsets[row]! + (text === NO_TEXT ? 0 : ranked[text]!.length);
  }
  const total = offsets[leftCount]!;
  const set = {
    leftCount,
    rightCount: texts.right.textOf.length,
    offsets,
    right: new Uint32Array(total),
    similarity: new Float32Array(total),
    lexical: new Float32Array(total),
    matchScore: new Float32Array(total),
  };
  for (let row = 0; row < leftCount; row++) {
    const text = texts.left.textOf[row]!;
    if (text === NO_TEXT) continue;
    const found = candidates[text]!;
    ranked[text]!.forEach(({ at, row: rightRow }, rank) => {
      const slot = offsets[row]! + rank;
      set.right[slot] = rightRow;
      set.similarity[slot] = found.similarity[at]!;
      set.lexical[slot] = found.lexical[at]!;
      set.matchScore[slot] = found.matchScore[at]!;
    });
  }
  return set;
}

function rankRows(
  found: TextCandidates,
  rightRows: { readonly offsets: Uint32Array; readonly rows: Uint32Array },
  limit: number,
): { at: number; row: number }[] {
  const rows: { at: number; row: number }[] = [];
  found.right.forEach((text, at) => {
    const end = Math.min(rightRows.offsets[text + 1]!, rightRows.offsets[text]! + limit);
    for (let slot = rightRows.offsets[text]!; slot < end; slot++) rows.push({ at, row: rightRows.rows[slot]! });
  });
  const tieBreak = (at: number): number => (Number.isNaN(found.similarity[at]!) ? 0 : found.similarity[at]!);
  rows.sort((a, b) => found.matchScore[b.at]! - found.matchScore[a.at]! || tieBreak(b.at) - tieBreak(a.at) || a.row - b.row);
  return rows.slice(0, limit);
}

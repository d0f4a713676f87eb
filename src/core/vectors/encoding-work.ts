import { KEY_WORDS } from '../model/text-key';
import type { TextFormat } from './encoder';
import { cutPieces } from './pieces';
import type { Tokenizer } from './tokenizer';

/**
 * Texts ready for an encoder: piece p is `ids[pieceStarts[p]] … ids[pieceStarts[p + 1] - 1]`, text t the pieces from
 * `textStarts[t]`, and group g the texts from `groupStarts[g]`, which are embedded together. Each list of starts has one more
 * member than there are things. `keys` has the keys of the texts.
 */
export interface EncodingWork {
  readonly ids: Int32Array;
  readonly pieceStarts: Uint32Array;
  readonly textStarts: Uint32Array;
  readonly groupStarts: Uint32Array;
  readonly keys: Uint32Array;
}

/** Tokens of one batch: larger ones are no faster. */
export const BATCH_TOKENS = 256;
/** Most pieces of one text. */
const MOST_PIECES = 8;

/** The tokens of one text, cut into pieces that the model can read, its marks for start and end included. */
export function encodePieces(
  text: string,
  tokenizer: Tokenizer,
  format: TextFormat,
): { readonly pieces: readonly (readonly number[])[]; readonly leftOut: number } {
  const [start, end] = (format.ends ?? []).map((mark) => (mark === null ? [] : [mark]));
  const before = start ?? [];
  const after = end ?? [];
  const size = format.maxTokens - before.length - after.length;
  const tokens = tokenizer.encode(format.prefix + text);
  const { pieces, leftOut } = cutPieces(tokens, size, MOST_PIECES, tokenizer.informationOf);
  return { pieces: pieces.map((piece) => [...before, ...piece, ...after]), leftOut };
}

/**
 * Puts tokenised texts into the order and the groups in which they are embedded. Both depend on nothing but the texts: longest
 * first, then by code units. A group is a run of texts of the same length of at most {@link BATCH_TOKENS} tokens, or one text of
 * several pieces. Where quantised arithmetic lets the texts of a batch influence each other a little, this is what makes vectors
 * repeatable: when some groups are done and the rest is arranged anew, the rest falls into the same groups.
 *
 * @param texts distinct @returns the work, and for each of its texts the index into `texts`
 */
export function arrangeWork(
  texts: readonly string[],
  pieces: readonly (readonly (readonly number[])[])[],
  keys: Uint32Array,
): { readonly work: EncodingWork; readonly order: Uint32Array } {
  const lengths = Uint32Array.from(pieces, (of) => of.reduce((sum, piece) => sum + piece.length, 0));
  const order = Uint32Array.from(texts.keys()).sort((a, b) => lengths[b]! - lengths[a]! || (texts[a]! < texts[b]! ? -1 : 1));
  const pieceCount = pieces.reduce((sum, of) => sum + of.length, 0);
  const ids = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
  const pieceStarts = new Uint32Array(pieceCount + 1);
  const textStarts = new Uint32Array(texts.length + 1);
  const orderedKeys = new Uint32Array(texts.length * KEY_WORDS);
  const groupStarts = [0];
  let piece = 0;
  order.forEach((text, position) => {
    const of = pieces[text]!;
    for (const one of of) {
      ids.set(one, pieceStarts[piece]!);
      pieceStarts[piece + 1] = pieceStarts[piece]! + one.length;
      piece++;
    }
    textStarts[position + 1] = piece;
    orderedKeys.set(keys.subarray(text * KEY_WORDS, (text + 1) * KEY_WORDS), position * KEY_WORDS);
    const first = groupStarts.at(-1)!;
    const length = lengths[text]!;
    const goesWithFirst = of.length === 1 && pieces[order[first]!]!.length === 1 && lengths[order[first]!] === length;
    const isFull = (position - first + 1) * length > BATCH_TOKENS;
    if (position > first && (!goesWithFirst || isFull)) groupStarts.push(position);
  });
  if (texts.length > 0) groupStarts.push(texts.length);
  return { work: { ids, pieceStarts, textStarts, groupStarts: Uint32Array.from(groupStarts), keys: orderedKeys }, order };
}

/** How many groups there are. */
export const countGroups = (work: EncodingWork): number => work.groupStarts.length - 1;

/** The groups `from` … `to` - 1 as work of its own, in memory of its own. */
export function sliceWork(work: EncodingWork, from: number, to: number): EncodingWork {
  const [firstText, lastText] = [work.groupStarts[from]!, work.groupStarts[to]!];
  const [firstPiece, lastPiece] = [work.textStarts[firstText]!, work.textStarts[lastText]!];
  const [firstId, lastId] = [work.pieceStarts[firstPiece]!, work.pieceStarts[lastPiece]!];
  return {
    ids: work.ids.slice(firstId, lastId),
    pieceStarts: work.pieceStarts.slice(firstPiece, lastPiece + 1).map((start) => start - firstId),
    textStarts: work.textStarts.slice(firstText, lastText + 1).map((start) => start - firstPiece),
    groupStarts: work.groupStarts.slice(from, to + 1).map((start) => start - firstText),
    keys: work.keys.slice(firstText * KEY_WORDS, lastText * KEY_WORDS),
  };
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const PIECES_DEFINITION = { MOST_PIECES } as const;

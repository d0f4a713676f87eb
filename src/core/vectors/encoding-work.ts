import { KEY_WORDS } from '../model/text-key';
import type { TextFormat } from './encoder';
import { orderTexts } from './order-texts';
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
  if (before.length + after.length === 0) return { pieces, leftOut };
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
  const lengths = new Uint32Array(texts.length);
  let pieceCount = 0;
  let tokenCount = 0;
  pieces.forEach((of, text) => {
    for (const piece of of) lengths[text]! += piece.length;
    pieceCount += of.length;
    tokenCount += lengths[text]!;
  });
  const order = orderTexts(texts, lengths);
  const ids = new Int32Array(tokenCount);
  const pieceStarts = new Uint32Array(pieceCount + 1);
  const textStarts = new Uint32Array(texts.length + 1);
  const orderedKeys = new Uint32Array(texts.length * KEY_WORDS);
  const groupStarts: number[] = [];
  let piece = 0;
  let token = 0;
  let first = 0;
  for (let position = 0; position < order.length; position++) {
    const text = order[position]!;
    const of = pieces[text]!;
    for (const one of of) {
      for (let at = 0; at < one.length; at++) ids[token++] = one[at]!;
      pieceStarts[++piece] = token;
    }
    textStarts[position + 1] = piece;
    for (let word = 0; word < KEY_WORDS; word++) orderedKeys[position * KEY_WORDS + word] = keys[text * KEY_WORDS + word]!;
    const length = lengths[text]!;
    const goesWithFirst = of.length === 1 && pieces[order[first]!]!.length === 1 && lengths[order[first]!] === length;
    const isFull = (position - first + 1) * length > BATCH_TOKENS;
    if (position > first && goesWithFirst && !isFull) continue;
    groupStarts.push(position);
    first = position;
  }
  groupStarts.push(texts.length);
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

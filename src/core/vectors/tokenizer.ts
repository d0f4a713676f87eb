import { createKnownWords } from './known-words';
import { buildTrie } from './piece-trie';

/** What `tokenizer.json` of a SentencePiece unigram model says, as far as it is used here. */
export interface UnigramFile {
  readonly model: {
    readonly type: string;
    readonly unk_id: number;
    /** Pieces with their log probabilities; a piece's place is its id. */
    readonly vocab: readonly (readonly [piece: string, score: number])[];
  };
  /** Steps before texts are cut; of those it may have here only small letters make a difference. */
  readonly normalizer?: { readonly normalizers?: readonly { readonly type: string }[] } | null;
  /** Marks such as start and end, which are no text. */
  readonly added_tokens: readonly { readonly id: number }[];
}

/** Texts as token ids: list `i` is `ids[offsets[i]] … ids[offsets[i + 1] - 1]`. */
export interface TokenLists {
  readonly ids: Int32Array;
  /** One more than there are lists. */
  readonly offsets: Uint32Array;
}

export interface Tokenizer {
  /** Token ids of a text, without those for start and end. White space around the text does not count. */
  encode(text: string): number[];
  /** How unusual a token is: minus the natural logarithm of its probability, at least 0. */
  informationOf(token: number): number;
}

const SPACE = '\u2581';
/** An unknown character is this much less likely than the rarest piece. */
const UNKNOWN_PENALTY = 10;
/** Words repeat: this many are remembered with their pieces, some 4 MB. */
const KNOWN_WORDS = 65_536;
const SPACE_UNIT = 32;

/**
 * The tokenizer of XLM-R: Unicode NFKC, words marked by a leading `▁`, and of all ways to cut a word into pieces the most
 * probable one (Kudo 2018, https://aclanthology.org/P18-1007), found by Viterbi over a trie in typed arrays. Ids are those of
 * transformers.js and of Hugging Face's `tokenizers`, except that names of special tokens within a text (`<s>`) are plain text
 * here. O(length of the text x longest piece).
 */
export function createUnigramTokenizer({ model, added_tokens: marks, normalizer }: UnigramFile): Tokenizer {
  const isSmall = normalizer?.normalizers?.some(({ type }) => type === 'Lowercase') ?? false;
  const { vocab, unk_id: unknown } = model;
  const scores = Float64Array.from(vocab, ([, score]) => score);
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), 0) - UNKNOWN_PENALTY;
  const trie = buildTrie(
    vocab.map(([piece]) => piece),
    new Set(marks.map(({ id }) => id)),
  );
  const known = createKnownWords(KNOWN_WORDS);
  const pieces: number[] = [];
  let best = new Float64Array(64);
  let from = new Int32Array(64);
  let token = new Int32Array(64);

  const encodeWord = (word: string, ids: number[]): void => {
    const length = word.length;
    if (best.length <= length) {
      best = new Float64Array(length * 2);
      from = new Int32Array(length * 2);
      token = new Int32Array(length * 2);
    }
    best.fill(Number.NEGATIVE_INFINITY, 1, length + 1);
    best[0] = 0;
    let step = 1;
    for (let start = 0; start < length; start += step) {
      step = word.codePointAt(start)! > 0xffff ? 2 : 1;
      const before = best[start]!;
      let hasSingle = false;
      let node = 0;
      for (let end = start; end < length; ) {
        node = trie.child(node, word.charCodeAt(end++));
        if (node < 0) break;
        const id = trie.tokenAt(node);
        if (id < 0) continue;
        if (end - start === step) hasSingle = true;
        const score = before + scores[id]!;
        if (score > best[end]!) {
          best[end] = score;
          from[end] = start;
          token[end] = id;
        }
      }
      const next = start + step;
      if (!hasSingle && before + unknownScore > best[next]!) {
        best[next] = before + unknownScore;
        from[next] = start;
        token[next] = unknown;
      }
    }
    for (let end = length; end > 0; end = from[end]!) {
      if (token[end] !== unknown || ids.at(-1) !== unknown) ids.push(token[end]!);
    }
    ids.reverse();
  };

  return {
    encode(text) {
      const ids: number[] = [];
      const read = canonicalText(text);
      const canonical = isSmall ? read.toLowerCase() : read;
      const { length } = canonical;
      for (let from = 0; from <= length; ) {
        let to = from;
        while (to < length && canonical.charCodeAt(to) !== SPACE_UNIT) to++;
        if (!known.append(canonical, from, to, ids)) {
          pieces.length = 0;
          encodeWord(SPACE + canonical.slice(from, to), pieces);
          known.remember(canonical, from, to, pieces);
          for (const id of pieces) ids.push(id);
        }
        from = to + 1;
      }
      return ids;
    },
    informationOf: (id) => (id === unknown ? -unknownScore : -scores[id]!),
  };
}

/**
 * A text as the tokenizer reads it: control characters gone, any white space one space and none around, Unicode NFKC. Texts with
 * the same canonical form have the same tokens, hence the same vector.
 */
export function canonicalText(text: string): string {
  if (/^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/u.test(text)) return text;
  const plain = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that must go
    .replace(/[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]/gu, '')
    .replace(/[\t\n\f\r\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2581\u3000\ufeff\ufffd]/gu, ' ');
  // NFKC would make a plain tilde of the full-width one, which the model knows as a piece of its own.
  const parts = plain.includes('\uff5e') ? plain.split('\uff5e') : [plain];
  return parts
    .map((part) => part.normalize('NFKC'))
    .join('\uff5e')
    .replace(/ +/gu, ' ')
    .trim();
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const TOKENIZER_DEFINITION = { UNKNOWN_PENALTY } as const;

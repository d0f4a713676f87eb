import { acronym, initials, knownAbbreviation, shortened } from './abbreviations';
import { dateForm } from './dates';
import { numberForm } from './figures';
import type { VariantKind, VariantKindId } from './kind';
import { legalFormAdded, legalFormRemoved, legalFormWrittenOut } from './legal-forms';
import { accents, letterCase, letterVariants } from './letters';
import { lookAlike } from './look-alikes';
import { opposite, otherCode, otherNumber, otherWord } from './other-things';
import { spelling, transliteration } from './romanising';
import { typoDouble, typoDrop, typoNeighbour, typoSwap } from './typos';
import { unitForm } from './units';
import { gendered, plural } from './word-forms';
import { cutOff, spacing, wordAdded, wordLeftOut, wordOrder } from './words';

/** All kinds of variants, in the order in which they are listed: the same thing first, hard negatives last. */
export const VARIANT_KINDS: readonly VariantKind[] = [
  typoNeighbour,
  typoSwap,
  typoDrop,
  typoDouble,
  lookAlike,
  letterCase,
  accents,
  letterVariants,
  knownAbbreviation,
  shortened,
  initials,
  acronym,
  legalFormRemoved,
  legalFormAdded,
  legalFormWrittenOut,
  wordOrder,
  wordLeftOut,
  wordAdded,
  cutOff,
  transliteration,
  spelling,
  spacing,
  numberForm,
  dateForm,
  unitForm,
  otherNumber,
  otherCode,
  opposite,
  otherWord,
  gendered,
  plural,
];

/**
 * Kinds that are not for training: an acronym may stand for anything, and singular and plural are one thing in most tables and two in some.
 */
export const NOT_TRAINED: ReadonlySet<VariantKindId> = new Set(['acronym', 'plural']);

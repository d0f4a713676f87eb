import type { Random } from '../numerics/random';

/** Ways in which the same thing is written otherwise. */
export type SameKindId =
  | 'typo-neighbour'
  | 'typo-swap'
  | 'typo-drop'
  | 'typo-double'
  | 'look-alike'
  | 'letter-case'
  | 'accents'
  | 'letter-variants'
  | 'known-abbreviation'
  | 'shortened'
  | 'initials'
  | 'acronym'
  | 'legal-form-removed'
  | 'legal-form-added'
  | 'legal-form-written-out'
  | 'word-order'
  | 'word-left-out'
  | 'word-added'
  | 'cut-off'
  | 'transliteration'
  | 'spelling'
  | 'spacing'
  | 'number-form'
  | 'date-form'
  | 'unit-form';

/** Ways in which another thing looks much the same: hard negatives. */
export type OtherKindId = 'other-number' | 'other-code' | 'opposite' | 'other-word' | 'gendered' | 'plural';

export type VariantKindId = SameKindId | OtherKindId;

/** What is in a text, as far as kinds go by it. */
export interface TextTraits {
  /** Unicode names of the scripts of its letters. */
  readonly scripts: ReadonlySet<ScriptName>;
  /** Letters with their marks, digits of any script, and words: runs of letters and digits. */
  readonly letters: number;
  readonly digits: number;
  readonly words: number;
}

export const SCRIPT_NAMES = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Telugu',
  'Gujarati',
  'Gurmukhi',
  'Kannada',
  'Malayalam',
  'Thai',
  'Hangul',
  'Hiragana',
  'Katakana',
  'Han',
  'Georgian',
  'Armenian',
] as const;
export type ScriptName = (typeof SCRIPT_NAMES)[number];

/** What is usual among the texts that variants are made of. */
export interface WordStock {
  /** Words of several texts, the most frequent first, as they are written. */
  readonly common: readonly string[];
  /** Words of one text, or of few of many, in the order of their first: what tells texts apart. */
  readonly rare: readonly string[];
  /** How many texts have a word; by its normalised form. */
  readonly frequency: ReadonlyMap<string, number>;
  /** Legal forms as they are written at the end of names; none where hardly any text has one. */
  readonly legalForms: readonly string[];
}

export interface VariantContext {
  readonly random: Random;
  readonly stock: WordStock;
  readonly traits: TextTraits;
}

/** One way of changing a text. Pure: the same text, chance and stock give the same variant. */
export interface VariantKind {
  readonly id: VariantKindId;
  /** False: a hard negative, which looks like its original and means something else. */
  readonly isSame: boolean;
  /** Only letter case changes, which is nothing where letters are compared and something to a model. */
  readonly isFormOnly?: boolean;
  /** Whether it can say anything of such a text: script, length, digits. Cheap; `vary` may still find nothing to change. */
  appliesTo(traits: TextTraits, stock: WordStock): boolean;
  /** The text changed in one place, or null where it has nothing to change. O(length). */
  vary(text: string, context: VariantContext): string | null;
}

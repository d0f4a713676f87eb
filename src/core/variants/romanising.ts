import { guessCyrillic, romaniseWord } from '../text/romanise/romanise';
import type { ScriptName, VariantKind } from './kind';
import { inCaseOf, replaceByRule, replaceSpan, wordSpans } from './signs';

const LATIN: ReadonlySet<ScriptName> = new Set<ScriptName>(['Latin']);

/** A name of another script in Latin letters; Latin words in it stay. */
export const transliteration: VariantKind = {
  id: 'transliteration',
  isSame: true,
  appliesTo: ({ scripts }) => [...scripts].some((name) => !LATIN.has(name)),
  vary(text) {
    const plain = text.normalize('NFC');
    const cyrillic = guessCyrillic([plain]);
    let out = plain;
    for (const span of wordSpans(plain).reverse()) {
      if (/^[\p{Script=Latin}\p{M}\p{N}]+$/u.test(span.word)) continue;
      const latin = romaniseWord(span.word.toLowerCase(), cyrillic);
      if (/[^\p{Script=Latin}\p{N}\p{M}]/u.test(latin) || latin === '') return null;
      const isCased = span.word.toLowerCase() !== span.word.toUpperCase();
      out = replaceSpan(out, span, inCaseOf(isCased ? span.word : 'X', latin));
    }
    return out === plain ? null : out;
  },
};

/** Spellings of the same sound that systems and languages differ in. */
const SOUNDS: readonly (readonly [RegExp, string | readonly string[]])[] = [
  [/ph/giu, 'f'],
  [/f(?=[aeiou])/giu, 'ph'],
  [/ck/giu, 'k'],
  [/c(?=[aou])/giu, 'k'],
  [/k(?=[aou])/giu, 'c'],
  [/(?<=\p{L})y(?!\p{L})/giu, ['i', 'ie']],
  [/(?<=\p{L})i(?=\p{L})/giu, 'y'],
  [/(?<=\p{L})y(?=\p{L})/giu, 'i'],
  [/ou/giu, 'u'],
  [/oo/giu, ['u', 'o']],
  [/ee/giu, ['i', 'ea']],
  [/sch/giu, 'sh'],
  [/(?<!s)sh/giu, 'sch'],
  [/tch/giu, 'ch'],
  [/tz/giu, 'ts'],
  [/th/giu, 't'],
  [/(?<=\p{L})w/giu, 'v'],
  [/v(?=[aeiou])/giu, 'w'],
  [/(?<=[aeiou])z(?=[aeiou])/giu, 's'],
  [/(?<=[aeiou])s(?=[aeiou])/giu, 'z'],
  [/([bdfglmnprst])\1/giu, '$1'],
  [/kh/giu, ['h', 'ch']],
  [/zh/giu, ['j', 'z']],
  [/ks/giu, 'x'],
  [/(?<=\p{L})x/giu, 'ks'],
  [/(?<=\p{L})ov(?!\p{L})/giu, ['off', 'ow']],
  [/(?<=\p{L})ev(?!\p{L})/giu, ['eff', 'iev']],
  [/(?<=\p{L})(?:sky|ski)(?!\p{L})/giu, ['skii', 'skiy', 'skij']],
  [/(?<=\p{L}{2})our(?!\p{L})/giu, 'or'],
  [/(?<=\p{L}{2})tre(?!\p{L})/giu, 'ter'],
  [/qu/giu, 'kw'],
  [/j(?=[aou])/giu, 'y'],
  [/eo/giu, 'o'],
  [/eu(?=[lnmk])/giu, 'u'],
  [/ei/giu, ['ai', 'ey']],
  [/ai/giu, 'ay'],
];

export const spelling: VariantKind = {
  id: 'spelling',
  isSame: true,
  appliesTo: ({ scripts, letters }) => scripts.has('Latin') && letters >= 4,
  vary: (text, { random }) => replaceByRule(text, SOUNDS, random),
};

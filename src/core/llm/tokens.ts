import type { TokenPrices } from './endpoint';
import type { Range } from './task';

/**
 * Characters of a text by how tokenizers cut them up. Every model has a tokenizer of its own, so that only a range is honest: few
 * characters a token for a model that saw little of a script, many for one that saw much.
 */
export interface CharacterCount {
  latin: number;
  cjk: number;
  other: number;
  /** Digits and signs. */
  signs: number;
}

/** Characters a token at most and at least. */
const PER_TOKEN: Readonly<Record<keyof CharacterCount, { readonly most: number; readonly least: number }>> = {
  latin: { most: 4.8, least: 2.6 },
  cjk: { most: 1.8, least: 0.55 },
  other: { most: 3.5, least: 0.9 },
  signs: { most: 3, least: 1 },
};

export const noCharacters = (): CharacterCount => ({ latin: 0, cjk: 0, other: 0, signs: 0 });

/** Adds the characters of a text. O(characters). */
export function countCharacters(text: string, count: CharacterCount): void {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || unit === 0x20) count.latin++;
      else count.signs++;
    } else if (unit < 0x250) count.latin += 1.5;
    else if ((unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3) || (unit >= 0xf900 && unit <= 0xfaff))
      count.cjk++;
    else count.other++;
  }
}

/** Tokens that so many characters are. */
export function tokensOf(count: CharacterCount): Range {
  let low = 0;
  let high = 0;
  for (const kind of Object.keys(PER_TOKEN) as (keyof CharacterCount)[]) {
    low += count[kind] / PER_TOKEN[kind].most;
    high += count[kind] / PER_TOKEN[kind].least;
  }
  return { low: Math.floor(low), high: Math.ceil(high) };
}

export function tokensOfText(text: string): Range {
  const count = noCharacters();
  countCharacters(text, count);
  return tokensOf(count);
}

/** What tokens cost; null without prices. */
export function costOf(input: Range, output: Range, prices: TokenPrices | null): (Range & Pick<TokenPrices, 'currency'>) | null {
  if (!prices) return null;
  const at = (end: keyof Range): number => (input[end] * prices.input + output[end] * prices.output) / 1e6;
  return { low: at('low'), high: at('high'), currency: prices.currency };
}

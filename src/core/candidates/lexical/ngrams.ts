import { wordsOf } from '../../text/normalise';

/**
 * Character n-grams inside word borders: every word is padded with one space on either side and cut into grams of 2, 3 and 4 code
 * units (the `char_wb` scheme of scikit-learn). A padded word no longer than a gram yields itself once.
 */
export function ngramsOf(normalised: string): string[] {
  const grams: string[] = [];
  for (const word of wordsOf(normalised)) {
    const padded = ` ${word} `;
    for (let size = SHORTEST; size <= LONGEST; size++) {
      if (padded.length <= size) {
        grams.push(padded);
        break;
      }
      for (let start = 0; start + size <= padded.length; start++) grams.push(padded.slice(start, start + size));
    }
  }
  return grams;
}

const SHORTEST = 2;
const LONGEST = 4;

/** What another engine of the same definition takes over, see `core/definition`. */
export const NGRAM_DEFINITION = { SHORTEST, LONGEST } as const;

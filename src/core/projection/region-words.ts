import { normaliseText, wordsOf } from '../text/normalise';

const WORDS = 3;
const SHORTEST = 2;
/** A word has to be in so many texts of its region, and in this share of them unless none is. */
const FEWEST = 2;
const COMMON_SHARE = 0.05;

/**
 * The words that tell each region from the others, the most telling first, at most three: those with the largest count in the region times the
 * logarithm of how much more frequent they are there than in all texts. Words of one letter and figures alone are passed over; ties by the
 * alphabet of code units. O(words).
 *
 * @param texts one a point of the map @param regionOf region of each, −1 for none
 */
export function regionWords(texts: Iterable<string>, regionOf: Int16Array, regionCount: number): readonly (readonly string[])[] {
  const all = new Map<string, number>();
  const own = Array.from({ length: regionCount }, () => new Map<string, number>());
  const sizes = new Array<number>(regionCount).fill(0);
  let count = 0;
  let at = 0;
  for (const text of texts) {
    const region = regionOf[at++]!;
    count++;
    if (region >= 0) sizes[region]!++;
    for (const word of new Set(wordsOf(normaliseText(text)))) {
      if (word.length < SHORTEST || !LETTER.test(word)) continue;
      all.set(word, (all.get(word) ?? 0) + 1);
      const words = own[region];
      if (words) words.set(word, (words.get(word) ?? 0) + 1);
    }
  }
  return own.map((words, region) => {
    const several = [...words].filter(([, times]) => times >= FEWEST);
    const common = several.filter(([, times]) => times >= COMMON_SHARE * sizes[region]!);
    return (common.length > 0 ? common : several)
      .map(([word, times]) => ({ word, worth: times * Math.log(times / sizes[region]! / (all.get(word)! / count)) }))
      .filter(({ worth }) => worth > 0)
      .sort((a, b) => b.worth - a.worth || (a.word < b.word ? -1 : 1))
      .slice(0, WORDS)
      .map(({ word }) => word);
  });
}

const LETTER = /\p{L}/u;

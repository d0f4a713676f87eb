import { describe, expect, it } from 'vitest';
import { collectLexiconTerms, learnLexicon, likelyPairs } from './lexicon';

const PLACES = ['Jura', 'Gard', 'Eure', 'Oise', 'Lot', 'Tarn', 'Var', 'Ain'];
const left = [...PLACES.map((place) => `Comté de ${place}`), ...PLACES.map((place) => `Gare de ${place}`)];
const right = [...PLACES.map((place) => `${place} County`), ...PLACES.map((place) => `${place} Station`)];
const same = Uint32Array.from(left, (_, row) => row);

describe('learnLexicon', () => {
  const terms = collectLexiconTerms({ left, right });

  it('speaks for words that stand for each other in other pairs, and against those that have another counterpart', () => {
    const lexicon = learnLexicon(terms, { left: same, right: same });
    expect(lexicon.bitsOf(0, 0)).toBeGreaterThan(0.5);
    expect(lexicon.bitsOf(0, 8)).toBeLessThan(lexicon.bitsOf(0, 0) - 1);
    expect(lexicon.bitsOf(8, 8)).toBeGreaterThan(lexicon.bitsOf(8, 0) + 1);
  });

  it('does not hold for a pair what only that pair taught', () => {
    const alone = learnLexicon(collectLexiconTerms({ left: ['Alpha', 'Beta'], right: ['One', 'Two'] }), {
      left: Uint32Array.of(0, 1),
      right: Uint32Array.of(0, 1),
    });
    expect(alone.bitsOf(0, 0)).toBe(0);
  });

  it('says nothing of texts with more than 24 words', () => {
    const long = Array.from({ length: 25 }, (_, at) => `word${at}`).join(' ');
    const found = collectLexiconTerms({ left: [...left, `Comté ${long}`], right });
    expect(learnLexicon(found, { left: same, right: same }).bitsOf(left.length, 0)).toBe(0);
  });

  it('survives a wrong pair among many right ones', () => {
    const wrong = same.slice();
    wrong[0] = 8;
    wrong[8] = 0;
    const lexicon = learnLexicon(terms, { left: same, right: wrong });
    expect(lexicon.bitsOf(0, 0)).toBeGreaterThan(lexicon.bitsOf(0, 8));
  });

  it('reads scripts without spaces by signs and pairs of signs', () => {
    const found = collectLexiconTerms({ left: ['東京大学'], right: ['大学'] });
    expect(found.left.terms).toHaveLength(7);
    expect([...found.right.terms].every((term) => found.left.terms.includes(term))).toBe(true);
  });
});

describe('likelyPairs', () => {
  it('are each other’s best', () => {
    const pairs = { offsets: Uint32Array.of(0, 2, 4), right: Uint32Array.of(0, 1, 0, 1) };
    const found = likelyPairs(pairs, Float64Array.of(3, 1, 2, -1));
    expect([...found.left]).toEqual([0]);
    expect([...found.right]).toEqual([0]);
  });
});

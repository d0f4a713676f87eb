import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealTexts } from './shards';

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `text ${at}`);
const sizes = (count: number, cores: number): number[] =>
  dealTexts(numbered(count), cores).decks.map(({ texts }) => texts.length);

describe('dealTexts', () => {
  it('deals every distinct text once, at its first place, and finds the twin of every other', () => {
    const lists = fc.oneof(
      fc.array(fc.constantFrom('' as string, 'a', 'bb', '__proto__', 'constructor'), { maxLength: 12 }),
      fc.integer({ min: 0, max: 900 }).map((count) => numbered(count).map((text, at) => (at % 7 === 0 ? 'same' : text))),
    );
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 16 }), (texts, cores) => {
        const { decks, twins } = dealTexts(texts, cores);
        expect(decks.length).toBeLessThanOrEqual(cores);
        const dealt = decks.flatMap(({ indices }) => [...indices]);
        expect([...dealt, ...twins.keys()].sort((a, b) => a - b)).toEqual(texts.map((_, at) => at));
        for (const { indices, texts: own } of decks) expect([...indices].map((at) => texts[at])).toEqual(own);
        for (const at of dealt) expect(texts.indexOf(texts[at]!)).toBe(at);
        for (const [at, original] of twins) expect(texts.indexOf(texts[at]!)).toBe(original);
        const counts = decks.map((deck) => deck.texts.length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
      { seed: 41 },
    );
  });

  it('adds a worker where there is work for it, up to four or the number of cores', () => {
    expect(sizes(200, 8)).toEqual([200]);
    expect(sizes(201, 8)).toEqual([101, 100]);
    expect(sizes(5000, 8)).toHaveLength(4);
    expect(sizes(5000, 3)).toHaveLength(3);
    expect(sizes(5000, 0)).toHaveLength(1);
    expect(sizes(0, 8)).toEqual([0]);
  });

  it('gives all workers texts of like length, longest first', () => {
    const texts = Array.from({ length: 300 }, (_, at) => 'x'.repeat(at + 1));
    const [first, second] = dealTexts(texts, 2).decks;
    expect([first!.texts[0]!.length, second!.texts[0]!.length]).toEqual([300, 299]);
    const total = (deck: readonly string[]): number => deck.reduce((sum, text) => sum + text.length, 0);
    expect(total(first!.texts) - total(second!.texts)).toBe(150);
  });
});

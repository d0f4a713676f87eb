import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createGramShare } from './grams-in-common';

/** Dice's coefficient of the bags of three-letter runs, spaces and capitals left out. */
function shareOf(left: string, right: string): number {
  const runsOf = (text: string): string[] => {
    const squeezed = text.replace(/[ A-Z]+/g, '');
    const count = squeezed === '' ? 0 : Math.max(1, squeezed.length - 2);
    return Array.from({ length: count }, (_, at) => squeezed.slice(at, at + 3));
  };
  const rest = runsOf(right);
  const total = runsOf(left).length + rest.length;
  let shared = 0;
  for (const run of runsOf(left)) {
    const at = rest.indexOf(run);
    if (at < 0) continue;
    rest.splice(at, 1);
    shared++;
  }
  return total === 0 ? 0 : (2 * shared) / total;
}

it('counts runs of letters as often as both texts have them, whatever was asked before', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' ', 'X'), maxLength: 14 });
  const texts = fc.array(text, { minLength: 1, maxLength: 6 });
  const ask = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 30 });
  fc.assert(
    fc.property(texts, texts, ask, (left, right, pairs) => {
      const share = createGramShare({ left, right });
      for (const [one, other] of pairs) {
        const [a, b] = [one % left.length, other % right.length];
        expect(share(a, b)).toBe(shareOf(left[a]!, right[b]!));
      }
    }),
    { seed: 11, numRuns: 300 },
  );
});

it('takes one list for both sides, and only the start of long texts', () => {
  const texts = ['data base', 'database', `${'abc'.repeat(80)}xyz`, 'abc'.repeat(80)];
  const share = createGramShare({ left: texts, right: texts });
  expect(share(0, 1)).toBe(1);
  expect(share(2, 3)).toBe(1);
});

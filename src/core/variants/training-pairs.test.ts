import { expect, test } from 'vitest';
import { normaliseText } from '../text/normalise';
import { makeTrainingPairs } from './training-pairs';

const NAMES = 'Alpha Beta Gamma Delta Epsilon Zeta Theta Kappa Lambda Sigma'.split(' ');
const columns = [
  NAMES.flatMap((name) => [`${name} Maschinenbau GmbH`, `${name} Verlag ${name.length}`]),
  NAMES.flatMap((_, at) => [`${at + 1} Main Street`, '']),
];
const options = { seed: 3, rows: 12, same: 2, others: 1 };

test('pairs rows with variants of themselves, and with others that look alike', () => {
  const { texts, rowOf, left, right, isMatch } = makeTrainingPairs(columns, options);
  const originals = columns[0]!.map((cell, row) => [cell, columns[1]![row]!].filter(Boolean).join(' '));
  expect(new Set(texts).size).toBe(texts.length);
  expect(new Set(left).size).toBe(12);
  const matches = isMatch.filter((is) => is === 1).length;
  expect(matches).toBeGreaterThan(18);
  expect(isMatch.length - matches).toBeGreaterThan(8);
  left.forEach((original, at) => {
    const row = rowOf[original]!;
    expect(texts[original]).toBe(originals[row]);
    expect(rowOf[right[at]!]).toBe(row);
    expect(originals).not.toContain(texts[right[at]!]);
    expect(normaliseText(texts[right[at]!]!)).not.toBe('');
  });
});

test('is the same for a seed, and another for another', () => {
  expect(makeTrainingPairs(columns, options)).toEqual(makeTrainingPairs(columns, options));
  expect(makeTrainingPairs(columns, { ...options, seed: 4 }).texts).not.toEqual(makeTrainingPairs(columns, options).texts);
});

test('makes nothing of nothing', () => {
  expect(makeTrainingPairs([], options).left).toHaveLength(0);
  expect(makeTrainingPairs([['', '  ']], options).texts).toEqual([]);
});

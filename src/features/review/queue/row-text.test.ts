import { expect, it } from 'vitest';
import { fold } from '../../../core/text/fold';
import { datasetOf } from '../../../core/text/text-fixture';
import { findRows } from './row-text';

function search(text: string, among: Uint8Array | null = null) {
  const dataset = datasetOf(
    ['name', Array.from({ length: 2500 }, (_, row) => (row % 1000 === 7 ? `Café ${row}` : `Bar ${row}`))],
    ['city', Array.from({ length: 2500 }, (_, row) => (row === 2400 ? 'ＫÖLN' : 'Oslo'))],
  );
  const steps = findRows(dataset, fold(text), among);
  let yields = 0;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { rows: [...value.keys()].filter((row) => value[row] === 1), found: value, yields };
    yields++;
  }
}

it('finds a text in any column, letter case, accents and width aside, and lets others work in between', () => {
  const { rows, yields } = search('CAFE');
  expect(rows).toEqual([7, 1007, 2007]);
  expect(yields).toBe(2);
  expect(search('köln').rows).toEqual([2400]);
  expect(search('bar 1\noslo').rows).toEqual([1]);
});

it('looks only at rows that an earlier search has found', () => {
  const cafes = search('cafe').found;
  expect(search('cafe 2', cafes).rows).toEqual([2007]);
  expect(search('bar', cafes).rows).toEqual([]);
});

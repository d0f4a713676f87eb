import { describe, expect, it } from 'vitest';
import { tableOf } from '../evaluation/evaluation-fixture';
import type { Dataset } from '../model/types';
import { lookAtTable, type TableLook } from './look-at-table';
import { lossOf } from './losses';

function look(dataset: Dataset): { readonly look: TableLook; readonly steps: number[] } {
  const steps: number[] = [];
  const run = lookAtTable(dataset);
  for (;;) {
    const { done, value } = run.next();
    if (done) return { look: value, steps };
    steps.push(value);
  }
}

describe('what other programs would change', () => {
  it.each([
    ['00123', 'leading-zero'],
    ['0', null],
    ['0.5', null],
    ['123456789012345', null],
    ['1234567890123456', 'long-number'],
    ['1E5', 'exponent'],
    ['2.5e-3', 'exponent'],
    ['E5', null],
    ['MARCH1', 'date'],
    ['SEPT2', 'date'],
    ['DEC 10', 'date'],
    ['3-4', 'date'],
    ['3/4/2020', null],
    ['2020-03-04', null],
    ['Marchand 1', null],
    ['+49 30 123', 'plus'],
    ['NA', 'missing-word'],
    ['Na', null],
    ['null', 'missing-word'],
    ['=1+1', 'formula'],
    ['@SUM(A1)', 'formula'],
    ['-x', 'formula'],
    ['-5', null],
    ['- none', null],
    ['-', null],
    ['Österreich', null],
    ['Acme 0012', null],
  ])('%s: %s', (cell, loss) => {
    expect(lossOf(cell)).toBe(loss);
  });
});

describe('a look at a table', () => {
  it('counts cells and values', () => {
    const { look: found } = look(
      tableOf(
        ['siret', 'country', 'note'],
        [
          ['00123', 'NA', ''],
          ['00456', ' DE', 'x'],
          ['', 'DE', ''],
          ['00123', 'NA', ' '],
          ['', ' ', ''],
        ],
      ),
    );
    const [siret, country, note] = found.columns;
    expect(siret).toMatchObject({ name: 'siret', filled: 3, distinct: 2, longest: 5, padded: 0 });
    expect(siret!.losses['leading-zero']).toBe(3);
    expect(siret!.example).toEqual({ 'leading-zero': '00123' });
    expect(siret!.frequent).toEqual([{ value: '00123', count: 2 }]);
    expect(country).toMatchObject({ filled: 4, padded: 1, samples: ['NA', 'DE'] });
    expect(country!.losses['missing-word']).toBe(2);
    expect(note).toMatchObject({ filled: 1, distinct: 1, kind: 'text' });
  });

  it('keeps the most frequent values, ties by first occurrence', () => {
    const cells = ['a', 'b', 'c', 'd', 'e', 'f', 'f', 'f', 'b', 'a', 'c', 'd', 'e', 'g'];
    const { look: found } = look(
      tableOf(
        ['v'],
        cells.map((cell) => [cell]),
      ),
    );
    expect(found.columns[0]!.frequent.map(({ value }) => value)).toEqual(['f', 'a', 'b', 'c', 'd']);
  });

  it('lets others work in between, and names columns as they come', () => {
    const { look: found, steps } = look(
      tableOf(
        ['__proto__', 'b'],
        Array.from({ length: 30_000 }, (_, row) => [String(row), 'x']),
      ),
    );
    expect(found.columns.map(({ name, distinct }) => [name, distinct])).toEqual([
      ['__proto__', 30_000],
      ['b', 1],
    ]);
    expect(steps.length).toBe(3);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBeLessThanOrEqual(1);
  });
});

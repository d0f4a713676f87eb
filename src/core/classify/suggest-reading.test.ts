import { describe, expect, it } from 'vitest';
import { tableOf } from '../evaluation/evaluation-fixture';
import { portrayColumns } from '../table/column-portrait';
import { suggestReading } from './suggest-reading';

const suggested = (columns: readonly string[], rows: readonly (readonly string[])[]) =>
  suggestReading(portrayColumns(tableOf(columns, rows)), rows.length);

describe('suggestReading', () => {
  it('takes free text, and neither ids, dates nor columns of few values', () => {
    const rows = Array.from({ length: 30 }, (_, at) => [
      `${at}`,
      `2024-01-${String((at % 28) + 1).padStart(2, '0')}`,
      `A headline about thing ${'abcdefghij'[at % 10]} and ${at}`,
      `A long story of many words about thing ${at}, which goes on and on until its end.`,
      at % 2 === 0 ? 'politics' : 'sport',
    ]);
    expect(suggested(['id', 'date', 'headline', 'body', 'desk'], rows)).toEqual(['headline', 'body']);
  });

  it('takes the column with most text where none is free text, and nothing where there is no text', () => {
    const rows = Array.from({ length: 12 }, (_, at) => [`${at * 7}`, ['red apple', 'pear'][at % 2]!]);
    expect(suggested(['count', 'fruit'], rows)).toEqual(['fruit']);
    expect(
      suggested(
        ['count'],
        rows.map(([count]) => [count!]),
      ),
    ).toEqual([]);
  });
});

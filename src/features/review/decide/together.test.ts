import { describe, expect, it } from 'vitest';
import { openDecisionBook, planDecision } from '../../../core/decisions/log';
import type { Cardinality } from '../../../core/model/types';
import { queueFacts } from '../queue/queue';
import { candidates, suggestedOf } from '../queue/queue-fixture';
import { changesTogether, pairsToAccept, pickExamples, rowsToDecide, rowsWithin, type TogetherRow } from './together';

const facts = queueFacts(candidates, suggestedOf);
const entry = (left: number, right: number | null, verdict: 'match' | 'non-match') =>
  ({ kind: 'decide', seq: 1, at: '', action: 'accept', changes: [{ left, right, verdict }] }) as const;
const input = (book = openDecisionBook(), cardinality: Cardinality = 'one-to-one', wanted = suggestedOf) => ({
  rows: Uint32Array.of(0, 1, 2, 3),
  candidates,
  wantedOf: (left: number) => wanted[left]!,
  book,
  cardinality,
});
const lefts = (rows: readonly TogetherRow[]) => rows.map(({ left }) => left);

describe('deciding many rows together', () => {
  it('offers pending rows with a suggestion, lowest score first', () => {
    const pairs = pairsToAccept(input());
    expect(pairs.map(({ left, right }) => [left, right])).toEqual([
      [1, 2],
      [3, 3],
      [0, 0],
    ]);
    expect(lefts(rowsWithin(pairs, 0.625, 1))).toEqual([3, 0]);
    expect(rowsWithin(pairs, 0.9, 1)).toEqual([]);
    expect(changesTogether('accept', rowsWithin(pairs, 0.7, 1), openDecisionBook(), 'one-to-one')).toEqual([
      { left: 0, right: 0, verdict: 'match' },
    ]);
  });

  it('takes nothing from other rows, changes no decided row and accepts nothing that was refused', () => {
    const held = openDecisionBook([entry(2, 0, 'match')]);
    expect(lefts(pairsToAccept(input(held)))).toEqual([1, 3]);
    expect(lefts(pairsToAccept(input(held, 'many-to-one')))).toEqual([1, 3, 0]);
    expect(lefts(pairsToAccept(input(openDecisionBook([entry(3, null, 'non-match')]))))).toEqual([1, 0]);
    expect(lefts(pairsToAccept(input(openDecisionBook([entry(3, 3, 'non-match')]))))).toEqual([1, 0]);
  });

  it('gives a right row that two want to the better one', () => {
    const both = Int32Array.of(0, -1, -1, 0);
    expect(lefts(pairsToAccept(input(openDecisionBook(), 'one-to-many', both)))).toEqual([3]);
  });

  it('marks pending rows, and reopens those with any verdict', () => {
    const book = openDecisionBook([entry(1, 2, 'match')]);
    const absent = rowsToDecide('absent', facts, input(book));
    expect(lefts(absent)).toEqual([2, 3, 0]);
    expect(lefts(rowsWithin(absent, 0, 0.7))).toEqual([2, 3]);
    expect(lefts(rowsToDecide('clear', facts, input(book)))).toEqual([1]);
    book.append(planDecision(book, 'absent-shown', changesTogether('absent', absent, book, 'one-to-one'), 'T')!);
    expect([0, 1, 2, 3].map(book.statusOf)).toEqual(['absent', 'accepted', 'absent', 'absent']);
    const all = rowsToDecide('clear', facts, input(book));
    book.append(planDecision(book, 'clear-shown', changesTogether('clear', all, book, 'one-to-one'), 'T')!);
    expect([...book.decidedRows()]).toEqual([]);
  });

  it('draws examples by chance, each once, in order', () => {
    const rows = Array.from({ length: 1000 }, (_, left): TogetherRow => ({ left, right: 0, score: left / 1000 }));
    const drawn = lefts(pickExamples(rows, 10, 1000));
    expect(new Set(drawn).size).toBe(10);
    expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
    expect(drawn.filter((left) => left < 500).length).toBeGreaterThan(1);
    expect(drawn.filter((left) => left >= 500).length).toBeGreaterThan(1);
    expect(pickExamples(rows.slice(0, 3), 10, 3)).toEqual(rows.slice(0, 3));
  });
});

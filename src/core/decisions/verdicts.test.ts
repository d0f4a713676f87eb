import { describe, expect, it } from 'vitest';
import type { Decision } from '../model/types';
import { openDecisionBook } from './log';
import { acceptChanges, clearChanges, noneChanges, takenFrom, unsureChanges } from './verdicts';

const pair = (left: number, right: number | null, verdict: Decision['verdict']): Decision => ({ left, right, verdict });
const bookOf = (...changes: readonly Decision[]) =>
  openDecisionBook([{ kind: 'decide', seq: 1, at: '2024-01-01T00:00:00Z', action: 'accept', changes }]);

describe('acceptChanges', () => {
  const book = bookOf(pair(0, 5, 'match'), pair(1, 6, 'match'));

  it.each([
    ['one-to-one', [pair(0, 5, null), pair(1, 6, null), pair(0, 6, 'match')]],
    ['many-to-one', [pair(0, 5, null), pair(0, 6, 'match')]],
    ['one-to-many', [pair(1, 6, null), pair(0, 6, 'match')]],
    ['many-to-many', [pair(0, 6, 'match')]],
  ] as const)('%s', (cardinality, changes) => {
    expect(acceptChanges(book, 0, 6, cardinality)).toEqual(changes);
    expect(takenFrom(book, 0, 6, cardinality)).toEqual(cardinality.startsWith('one-') ? [1] : []);
  });

  it('takes nothing from itself', () => {
    expect(acceptChanges(book, 0, 5, 'one-to-one')).toEqual([pair(0, 5, 'match')]);
  });

  it('takes "none of these" back', () => {
    expect(acceptChanges(bookOf(pair(0, null, 'non-match')), 0, 5, 'one-to-one')).toEqual([
      pair(0, null, null),
      pair(0, 5, 'match'),
    ]);
  });
});

describe('verdicts on a record', () => {
  const book = bookOf(pair(0, 5, 'match'), pair(0, 6, 'non-match'));

  it('take accepted pairs back and leave rejected ones', () => {
    expect(noneChanges(book, 0)).toEqual([pair(0, 5, null), pair(0, null, 'non-match')]);
    expect(unsureChanges(book, 0)).toEqual([pair(0, 5, null), pair(0, null, 'possible')]);
  });

  it('are all cleared at once', () => {
    expect(clearChanges(book, 0)).toEqual([pair(0, 5, null), pair(0, 6, null)]);
    expect(clearChanges(bookOf(pair(0, null, 'possible')), 0)).toEqual([pair(0, null, null)]);
    expect(clearChanges(book, 9)).toEqual([]);
  });
});

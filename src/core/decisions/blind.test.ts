import { describe, expect, it } from 'vitest';
import type { CandidateSet } from '../model/types';
import { shuffledCandidates, withoutOthers } from './blind';
import { type LogEntry, openDecisionBook } from './log';

const ROWS = 400;
const EACH = 5;
const candidates: CandidateSet = {
  leftCount: ROWS,
  rightCount: ROWS * EACH,
  offsets: Uint32Array.from({ length: ROWS + 1 }, (_, left) => left * EACH),
  right: Uint32Array.from({ length: ROWS * EACH }, (_, at) => at),
  similarity: new Float32Array(ROWS * EACH).fill(0.5),
  lexical: new Float32Array(ROWS * EACH).fill(0.5),
  matchScore: new Float32Array(ROWS * EACH).fill(0.5),
};

describe('shuffledCandidates', () => {
  const shuffled = shuffledCandidates(candidates);

  it('keeps the candidates of every row, and tells no score', () => {
    for (let left = 0; left < ROWS; left++) {
      const own = [...shuffled.right.subarray(left * EACH, (left + 1) * EACH)].sort((a, b) => a - b);
      expect(own).toEqual(Array.from({ length: EACH }, (_, i) => left * EACH + i));
    }
    for (const name of ['matchScore', 'similarity', 'lexical'] as const) expect(shuffled[name].every(Number.isNaN)).toBe(true);
    expect(candidates.right[1]).toBe(1);
  });

  it('is the same every time, and says nothing of the rank: the first candidate is in each place about as often', () => {
    expect(shuffledCandidates(candidates).right).toEqual(shuffled.right);
    const places = new Array<number>(EACH).fill(0);
    for (let left = 0; left < ROWS; left++) {
      const place = shuffled.right.subarray(left * EACH, (left + 1) * EACH).indexOf(left * EACH);
      places[place]!++;
    }
    // 80 expected in each, standard deviation 8.
    for (const count of places) expect(Math.abs(count - ROWS / EACH)).toBeLessThan(32);
  });
});

describe('withoutOthers', () => {
  const entry = (seq: number, by: string | undefined, changes: LogEntry['changes']): LogEntry => ({
    kind: 'decide',
    seq,
    at: '2026-01-01T00:00:00.000Z',
    action: 'accept',
    changes,
    ...(by === undefined ? {} : { by }),
  });
  const book = openDecisionBook([
    entry(1, 'Ada', [{ left: 0, right: 3, verdict: 'match' }]),
    entry(2, undefined, [{ left: 1, right: 4, verdict: 'match' }]),
    entry(3, 'Bea', [{ left: 2, right: null, verdict: 'absent' }]),
    entry(4, 'Ada', [{ left: 3, right: 5, verdict: 'match', by: 'Bea' }]),
    entry(5, 'Bea', [{ left: 0, right: 6, verdict: 'non-match' }]),
  ]);
  const own = withoutOthers(book, 'Ada');

  it('hides what others decided, also where it was merged, and keeps the rest', () => {
    expect([0, 1, 2, 3].map((left) => book.statusOf(left))).toEqual(['accepted', 'accepted', 'absent', 'accepted']);
    expect([0, 1, 2, 3].map((left) => own.statusOf(left))).toEqual(['accepted', 'accepted', 'pending', 'pending']);
    expect([...own.verdictsOf(0).pairs]).toEqual([[3, 'match']]);
    expect(own.holdersOf(5)).toEqual([]);
    expect(own.acceptedOf(1)).toEqual([4]);
  });

  it('follows the book', () => {
    book.append(entry(6, 'Ada', [{ left: 2, right: null, verdict: 'non-match' }]));
    expect(own.statusOf(2)).toBe('none');
  });
});

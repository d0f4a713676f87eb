import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LogEntry, openDecisionBook } from '../decisions/log';
import type { CandidateSet } from '../model/types';
import { rowsToAskAgain } from './ask-again';
import { newRows, packRows } from './known-rows';

const names = (hashes: readonly string[]) => hashes.map((hash) => ({ hash: hash.padEnd(32, '0'), place: 0, of: 1 }));
const hash = fc.integer({ min: 0, max: 2 ** 48 - 1 }).map((value) => value.toString(16).padStart(12, '0'));

describe('rows of an earlier table', () => {
  it('are known again in any order, and others are new', () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 60 }), fc.array(hash, { maxLength: 60 }), fc.integer(), (known, others, at) => {
        const packed = packRows(names(known));
        expect(packed.length % 4).toBe(0);
        const mixed = [...others, ...known].toSorted((a, b) => (a + at < b ? -1 : 1));
        const found = newRows(names(mixed), packed);
        expect([...found]).toEqual(mixed.flatMap((one, row) => (known.includes(one) ? [] : [row])));
      }),
      { seed: 51, numRuns: 200 },
    );
  });

  it('take eight letters each, also where they are many', () => {
    const many = names(Array.from({ length: 20_000 }, (_, row) => (row * 7919).toString(16).padStart(12, '0')));
    const packed = packRows(many);
    expect(packed).toHaveLength(20_000 * 8);
    expect(newRows(many, packed)).toHaveLength(0);
  });
});

describe('rows to ask again', () => {
  const candidates: CandidateSet = {
    leftCount: 6,
    rightCount: 4,
    offsets: Uint32Array.of(0, 2, 3, 4, 5, 6, 7),
    right: Uint32Array.of(0, 3, 3, 3, 3, 0, 3),
    similarity: new Float32Array(7),
    lexical: new Float32Array(7),
    matchScore: Float32Array.of(0.9, 0.8, 0.4, 0.9, 0.9, 0.9, 0.9),
  };
  const log: LogEntry[] = [
    {
      kind: 'decide',
      seq: 1,
      at: '',
      origin: 'carried',
      action: 'carry',
      changes: [
        { left: 0, right: null, verdict: 'non-match' },
        { left: 1, right: null, verdict: 'non-match' },
        { left: 2, right: null, verdict: 'possible' },
        { left: 3, right: 3, verdict: 'non-match' },
        { left: 3, right: null, verdict: 'absent' },
        { left: 4, right: null, verdict: 'absent' },
        { left: 5, right: null, verdict: 'non-match' },
      ],
    },
    { kind: 'decide', seq: 2, at: '', action: 'none', changes: [{ left: 5, right: null, verdict: 'non-match' }] },
  ];

  it('have a new row above the threshold that was not rejected, and were carried over, not decided here', () => {
    const asked = (rows: readonly number[], threshold: number) =>
      rowsToAskAgain(openDecisionBook(log), candidates, rows, threshold).map(({ left }) => left);
    expect(asked([3], 0.5)).toEqual([0]);
    expect(asked([3], 0.3)).toEqual([0, 1]);
    expect(asked([3], 0.85)).toEqual([]);
    expect(asked([0], 0.5)).toEqual([0, 4]);
    expect(asked([], 0)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { openDecisionBook } from '../../core/decisions/log';
import { NO_CONFLICTS } from '../../core/links/conflicts';
import { DEFAULT_MATCH_SETTINGS } from '../../core/model/settings';
import type { Cardinality, Decision } from '../../core/model/types';
import type { ReviewState } from '../../session/contract';
import { exportedRows, linkCounts } from './export-counts';

function reviewWith(changes: readonly Decision[], cardinality: Cardinality): ReviewState {
  const link = (left: number, right: number) => ({ left, right, matchScore: 0.9, decidedBy: 'rule' as const });
  return {
    candidates: {
      leftCount: 4,
      rightCount: 5,
      offsets: new Uint32Array(5),
      right: new Uint32Array(0),
      similarity: new Float32Array(0),
      lexical: new Float32Array(0),
      matchScore: new Float32Array(0),
    },
    settings: { ...DEFAULT_MATCH_SETTINGS, cardinality },
    threshold: 0.5,
    suggested: [link(0, 0), link(1, 1), link(2, 2)],
    suggestedOf: Int32Array.of(0, 1, 2, -1),
    conflicts: NO_CONFLICTS,
    conflictOf: new Int32Array(4).fill(-1),
    book: openDecisionBook([{ kind: 'decide', seq: 1, at: '', action: 'accept', changes }]),
    version: 1,
    isProvisional: false,
    isStale: false,
  };
}

describe('linkCounts', () => {
  const changes: Decision[] = [
    { left: 3, right: 1, verdict: 'match' },
    { left: 2, right: null, verdict: 'non-match' },
  ];

  it('counts accepted pairs', () => {
    expect(linkCounts(reviewWith(changes, 'one-to-one')).accepted).toEqual({ links: 1, linkedLeft: 1, linkedRight: 1 });
  });

  it('adds suggestions for pending rows, but not right rows that are taken', () => {
    expect(linkCounts(reviewWith(changes, 'one-to-one')).suggested.links).toBe(2);
    const shared = linkCounts(reviewWith(changes, 'many-to-one')).suggested;
    expect(shared).toEqual({ links: 3, linkedLeft: 3, linkedRight: 2 });
  });

  it('adds up rows by join', () => {
    const counts = { links: 3, linkedLeft: 3, linkedRight: 2 };
    const joined = (join: 'inner' | 'left' | 'right' | 'full') => exportedRows(counts, 4, 5, { kind: 'joined', join });
    expect([joined('inner'), joined('left'), joined('right'), joined('full')]).toEqual([3, 4, 6, 7]);
    expect(exportedRows(counts, 4, 5, { kind: 'unmatched-right', join: 'inner' })).toBe(3);
  });
});

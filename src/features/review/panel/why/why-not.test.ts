import { describe, expect, it } from 'vitest';
import type { RowExplanation } from '../../../../core/candidates/explain-rows';
import { openDecisionBook, planDecision } from '../../../../core/decisions/log';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../../../../core/model/settings';
import type { CandidateSet, Decision, Link } from '../../../../core/model/types';
import { datasetOf } from '../../../../core/text/text-fixture';
import { reviewOf } from '../../../../session/running';
import { whyNot } from './why-not';

const right = datasetOf(['name', ['a', 'b', 'c', 'd', '']], ['id', ['1', '2', '2', '3', '4']]);
const candidates: CandidateSet = {
  leftCount: 3,
  rightCount: 5,
  offsets: Uint32Array.of(0, 2, 4, 5),
  right: Uint32Array.of(0, 1, 0, 1, 3),
  similarity: new Float32Array(5).fill(Number.NaN),
  lexical: new Float32Array(5),
  matchScore: Float32Array.of(0.9, 0.5, 0.8, 0.1, 0.05),
};
const LINKS: readonly Link[] = [{ left: 0, right: 0, matchScore: Math.fround(0.9), decidedBy: 'rule' }];

function reviewWith(settings: Partial<MatchSettings> = {}, decided: readonly Decision[] = [], links = LINKS) {
  const all = {
    ...DEFAULT_MATCH_SETTINGS,
    on: { left: ['name'], right: ['name'] },
    cardinality: 'one-to-one',
    ...settings,
  } as const;
  const book = openDecisionBook();
  if (decided.length > 0) book.append(planDecision(book, 'accept', decided, '2026-01-01T00:00:00Z')!);
  return reviewOf({ candidates, links, threshold: 0.2 }, all, book, false);
}

const known: RowExplanation = {
  textless: [],
  texts: { left: 'x', right: 'y' },
  between: null,
  pair: { isCertain: false, base: 0, steps: [], logit: -3, score: 0.04, similarity: 0, lexical: 0, isInPool: true },
  rank: { place: 14, of: 30 },
  rivals: [],
  found: null,
  parts: null,
  counterparts: [],
  aliases: [],
};
const unknown: RowExplanation = { ...known, pair: { ...known.pair!, isInPool: false }, rank: null };
const reasons = (row: number, of: number, found = known, review = reviewWith()) => whyNot(review, right, row, of, found);
const codes = (...of: Parameters<typeof reasons>): string[] => reasons(...of).map(({ code }) => code);

describe('whyNot', () => {
  it('says what kept two rows from meeting', () => {
    expect(codes(0, 4, { ...known, textless: ['right'], pair: null })).toEqual(['textRight']);
    expect(codes(0, 4, { ...known, textless: ['left', 'right'], pair: null })).toEqual(['textLeft']);
    const typed = reviewWith({ concept: { id: 'id', type: 'name', types: ['z'] } });
    expect(codes(0, 3, { ...known, textless: ['right'], pair: null }, typed)).toEqual(['otherType']);
    const blocked = reviewWith({ blocking: [{ left: 'city', right: 'town', key: 'exact' }] });
    const between = (left: 'empty' | 'unreadable' | 'filled', other: 'empty' | 'filled') =>
      reasons(0, 3, { ...unknown, between: { rule: 0, states: { left, right: other } } }, blocked)[0]!;
    expect(between('filled', 'filled')).toEqual({ code: 'keyDiffers', columns: 'city ↔ town' });
    expect(between('empty', 'empty').code).toBe('keyLeft');
    expect(between('filled', 'empty').code).toBe('keyRight');
    expect(between('unreadable', 'filled').code).toBe('keyUnreadable');
  });

  it('says where a row stands that was not looked at', () => {
    expect(codes(0, 3, unknown)).toEqual(['notFound']);
    expect(reasons(0, 3, { ...unknown, found: { meaning: 40, letters: 50, of: 60 } })).toEqual([
      { code: 'notFoundMeaning', place: 40, letters: 50, of: 60 },
    ]);
    expect(codes(0, 3, { ...unknown, found: { meaning: null, letters: 50, of: 60 } })).toEqual(['notFoundLetters']);
  });

  it('says why a row that was looked at is no candidate', () => {
    expect(reasons(0, 3)).toEqual([{ code: 'beyond', score: 0.04, limit: 10, place: 14, of: 30 }]);
    expect(codes(0, 3, known, reviewWith({ minimumScore: 0.3 }))).toEqual(['belowMinimum']);
    expect(reasons(0, 2, known, reviewWith({ concept: { id: 'id', types: [] } as never }))).toEqual([
      { code: 'sameConcept', row: 2 },
    ]);
  });

  it('says why a candidate is not linked', () => {
    expect(codes(0, 0)).toEqual(['linked']);
    expect(reasons(0, 1)).toEqual([{ code: 'betterOther', row: 1, score: Math.fround(0.9) }]);
    expect(reasons(1, 0)).toEqual([{ code: 'lostTo', row: 1, score: Math.fround(0.9), goTo: 0 }]);
    expect(codes(1, 1)).toEqual(['belowThreshold']);
    expect(codes(0, 0, known, reviewWith({}, [], []))).toEqual(['leftOut']);
    expect(codes(1, 0, known, reviewWith({ cardinality: 'many-to-one' }))).toEqual(['leftOut']);
  });

  it('ends with what a person decided', () => {
    const decided = (left: number, of: number | null, verdict: Decision['verdict']): Decision =>
      ({ left, right: of, verdict }) as Decision;
    expect(codes(0, 0, known, reviewWith({}, [decided(0, 0, 'match')]))).toEqual(['linked', 'accepted']);
    expect(codes(0, 1, known, reviewWith({}, [decided(0, 0, 'match')]))).toEqual(['betterOther', 'otherAccepted']);
    expect(codes(1, 0, known, reviewWith({}, [decided(0, 0, 'match')]))).toEqual(['lostTo', 'heldBy']);
    expect(codes(1, 1, known, reviewWith({}, [decided(1, 1, 'non-match')]))).toEqual(['belowThreshold', 'refused']);
    expect(codes(2, 3, known, reviewWith({}, [decided(2, null, 'absent' as never)]))).toEqual(['belowThreshold', 'recordClosed']);
  });
});

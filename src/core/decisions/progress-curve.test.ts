import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, cardinalities, perform, ROWS, rows } from './decision-fixture';
import { openDecisionBook } from './log';
import { openPaceBook } from './pace';
import { progressCurve } from './progress-curve';

const START = Date.UTC(2024, 0, 1);

function curveOf(entries: Parameters<typeof progressCurve>[0], isMine: Uint8Array | null = null) {
  const pace = openPaceBook();
  const steps = progressCurve(entries, pace, isMine);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { ...value, overall: pace.overall() };
  }
}

describe('the curve of a review', () => {
  it('has at every entry the statuses that the book has', () => {
    const mine = fc.option(fc.array(fc.constantFrom(0, 1), { minLength: ROWS, maxLength: ROWS }), { nil: null });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), cardinalities, mine, (acts, cardinality, isMine) => {
        const book = openDecisionBook();
        const counted = rows.filter((row) => isMine?.[row] !== 0);
        const count = (...wanted: string[]) => counted.filter((row) => wanted.includes(book.statusOf(row))).length;
        const expected = [[0, 0, 0]];
        acts.forEach((one, minute) => {
          if (perform(book, one, cardinality, minute))
            expected.push([count('accepted'), count('none', 'absent'), count('unsure')]);
        });
        const { matches, nonMatches, unsure, activeMs } = curveOf(book.entries, isMine && Uint8Array.from(isMine));
        expect(matches.map((_, at) => [matches[at], nonMatches[at], unsure[at]])).toEqual(expected);
        expect(activeMs.every((value, at) => at === 0 || value >= activeMs[at - 1]!)).toBe(true);
      }),
      { seed: 83, numRuns: 200 },
    );
  });

  it('has the pace of each stretch, and at most some hundred points', () => {
    // An hour at ten a minute, an hour at thirty.
    const times = [...Array(600).keys()]
      .map((at) => at * 6_000)
      .concat([...Array(1800).keys()].map((at) => 3_600_000 + at * 2_000));
    const entries = times.map((time, left) => ({
      kind: 'decide' as const,
      seq: left + 1,
      at: new Date(START + time).toISOString(),
      action: 'accept' as const,
      changes: [{ left, right: 0, verdict: 'match' as const }],
    }));
    const { pace, matches, activeMs, overall } = curveOf(entries);
    expect(matches.length).toBeLessThanOrEqual(242);
    expect([matches.at(-1), activeMs.at(-1)]).toEqual([2_400, overall.activeMs]);
    expect(pace).toHaveLength(24);
    expect(pace.slice(0, 12).every(({ perMinute }) => Math.abs(perMinute - 10) < 0.01)).toBe(true);
    expect(pace.slice(12).every(({ perMinute }) => Math.abs(perMinute - 30) < 0.3)).toBe(true);
    expect(pace.at(-1)!.to).toBe(overall.activeMs);
  });

  it('of an empty log is a beginning without a pace', () => {
    expect(curveOf([])).toMatchObject({ activeMs: [0], matches: [0], pace: [] });
  });
});

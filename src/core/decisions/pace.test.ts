import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, cardinalities, perform } from './decision-fixture';
import { type DecisionAction, type LogEntry, openDecisionBook } from './log';
import { BREAK_MS, openPaceBook, spokenTime, timeLeft } from './pace';

const START = Date.UTC(2024, 0, 1, 9);
const MINUTE = 60_000;

/** A log out of gaps in ms, each entry one accepted record unless said otherwise. */
function logOf(gaps: readonly number[], actions: readonly DecisionAction[] = []): LogEntry[] {
  let time = START;
  return gaps.map((gap, at) => {
    time += gap;
    const action = actions[at] ?? 'accept';
    const lefts = action === 'accept-shown' ? Array.from({ length: 500 }, (_, left) => left) : [at];
    const changes = lefts.map((left) =>
      action === 'reject' ? ({ left, right: 1, verdict: 'non-match' } as const) : ({ left, right: 0, verdict: 'match' } as const),
    );
    return { kind: 'decide', seq: at + 1, at: new Date(time).toISOString(), action, changes };
  });
}

function follow(entries: readonly LogEntry[]) {
  const pace = openPaceBook();
  pace.follow(entries);
  return pace;
}

describe('pace', () => {
  it('is that of the active time, whatever breaks there are', () => {
    const steady = [0, ...Array(30).fill(6_000)];
    const broken = steady.flatMap((gap, at) => (at === 15 ? [3 * 3_600_000] : [gap]));
    for (const gaps of [steady, broken]) expect(follow(logOf(gaps)).recent()?.perMinute).toBeCloseTo(10, 9);
    expect(follow(logOf(steady)).overall()).toMatchObject({ decisions: 31, activeMs: 30 * 6_000 });
    expect(follow(logOf(broken)).overall()).toMatchObject({ decisions: 31, activeMs: 29 * 6_000 });
  });

  it('takes a clock that is set back or forth for a break', () => {
    const gaps = [0, ...Array(12).fill(6_000), -7_200_000, ...Array(12).fill(6_000), 7_300_000, ...Array(12).fill(6_000)];
    const pace = follow(logOf(gaps));
    expect(pace.recent()?.perMinute).toBeCloseTo(10, 9);
    expect(pace.overall().activeMs).toBe(36 * 6_000);
  });

  it('counts one decision on many records once', () => {
    const actions: DecisionAction[] = [];
    actions[7] = 'accept-shown';
    const pace = follow(logOf([0, ...Array(20).fill(6_000)], actions));
    expect(pace.overall().decisions).toBe(21);
    expect(pace.recent()?.perMinute).toBeCloseTo(10, 9);
  });

  it('gives the time of refused candidates to the record that they belong to', () => {
    const actions = Array.from({ length: 41 }, (_, at): DecisionAction => (at % 2 === 1 ? 'reject' : 'accept'));
    expect(follow(logOf([0, ...Array(40).fill(6_000)], actions)).recent()?.perMinute).toBeCloseTo(5, 9);
  });

  it('is of the last quarter of an hour', () => {
    const gaps = [0, ...Array(500).fill(30_000), ...Array(160).fill(6_000)];
    expect(follow(logOf(gaps)).recent()?.perMinute).toBeCloseTo(10, 9);
  });

  it('is not told before there is enough to go by', () => {
    expect(follow([]).recent()).toBeNull();
    expect(follow(logOf([0, ...Array(9).fill(20_000)])).recent()).toBeNull();
    expect(follow(logOf([0, ...Array(200).fill(100)])).recent()).toBeNull();
    expect(follow(logOf(Array(50).fill(BREAK_MS + 1))).recent()).toBeNull();
  });

  it('leaves out what was carried over, and takes off what was undone', () => {
    const [first, second] = logOf([0, 6_000]);
    const carried = { ...first!, action: 'carry', origin: 'carried' } as const;
    const undo = { ...second!, kind: 'undo', seq: 3, target: 2, changes: [] } as const;
    const redo = { ...second!, kind: 'redo', seq: 4, target: 2 } as const;
    expect(follow([carried, second!]).overall().decisions).toBe(1);
    expect(follow([first!, second!, undo]).overall().decisions).toBe(1);
    expect(follow([first!, second!, undo, redo]).overall().decisions).toBe(2);
  });

  it('tells what was done since a time', () => {
    const pace = follow(logOf([0, 5_000, 86_400_000, 7_000, 8_000]));
    expect(pace.after(START + 3_600_000)).toEqual({ decisions: 3, activeMs: 15_000, timed: 2, timedMs: 15_000 });
    expect(pace.after(START)).toEqual({ decisions: 5, activeMs: 20_000, timed: 3, timedMs: 20_000 });
    expect(pace.after(START + 90_000_000)).toMatchObject({ decisions: 0, activeMs: 0, timed: 0 });
    expect(openPaceBook().after(START)).toMatchObject({ decisions: 0, activeMs: 0, timed: 0 });
  });

  it('is the same whether the log is followed entry by entry or at once', () => {
    const gap = fc.constantFrom(0, 900, 4_000, 61_000, -3_600_000);
    fc.assert(
      fc.property(fc.array(fc.tuple(act, gap), { maxLength: 60 }), cardinalities, (acts, cardinality) => {
        const book = openDecisionBook();
        let time = START;
        for (const [one, wait] of acts) {
          const entry = perform(book, one, cardinality, 0);
          time += wait;
          if (entry) Object.assign(entry, { at: new Date(time).toISOString() });
        }
        const step = openPaceBook();
        for (let end = 1; end <= book.entries.length; end++) {
          step.follow(book.entries.slice(0, end));
          step.after(START);
        }
        const whole = follow(book.entries);
        expect([step.overall(), step.recent(), step.after(START)]).toEqual([whole.overall(), whole.recent(), whole.after(START)]);
        expect(whole.overall().decisions).toBeGreaterThanOrEqual(0);
        expect(whole.overall().activeMs).toBeGreaterThanOrEqual(0);
      }),
      { seed: 81, numRuns: 200 },
    );
  });
});

describe('time left', () => {
  const pace = { perMinute: 10, meanMs: 6_000, varianceMs: 9_000_000, timed: 100 };

  it('grows with what is left, and so does its range', () => {
    const left = timeLeft(pace, 400);
    expect(left.about).toBe(40 * MINUTE);
    expect(left.high - left.about).toBeCloseTo(2 * Math.sqrt(400 ** 2 * 90_000 + 400 * 9_000_000), 6);
    expect(timeLeft(pace, 0)).toEqual({ about: 0, low: 0, high: 0 });
  });

  it('is said in round figures', () => {
    const said = (minutes: number) => Object.values(spokenTime(minutes * MINUTE)).join(' ');
    expect([0, 1.4, 1.5, 4, 8, 37.4, 54.9].map(said)).toEqual([
      'minutes 1',
      'minutes 1',
      'minutes 2',
      'minutes 5',
      'minutes 10',
      'minutes 40',
      'minutes 50',
    ]);
    expect([55, 76, 164, 400, 1_337, 6_666].map(said)).toEqual([
      'hours 1',
      'hours 1.5',
      'hours 2.5',
      'hours 7',
      'hours 22',
      'hours 110',
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cardinality } from '../model/types';
import { type Act, act, atMinute, cardinalities, perform, rows, viewOf } from './decision-fixture';
import { DECIDED_STATUSES, type DecisionBook, type LogEntry, openDecisionBook, planRedo, planUndo } from './log';
import { countIn, openDifferences, planKeepMine, planMerge, planTakeTheirs } from './merge';
import { leftIsUnique, rightIsUnique } from './verdicts';

/** A log that goes on from a common beginning. */
function review(common: readonly LogEntry[], acts: readonly Act[], cardinality: Cardinality, by: string, from: number) {
  const book = openDecisionBook(structuredClone(common));
  acts.forEach((next, minute) => {
    perform(book, next, cardinality, from + minute, by);
  });
  return book;
}

const merge = (book: DecisionBook, theirs: DecisionBook, reviewer: string, cardinality: Cardinality = 'one-to-one') =>
  planMerge(book, { theirs: structuredClone(theirs.entries), reviewer, cardinality, at: atMinute(900) });

function append<E extends LogEntry>(book: DecisionBook, entry: E | null): E {
  expect(entry).not.toBeNull();
  book.append(entry!);
  return entry!;
}

const statuses = (book: DecisionBook) => rows.map((left) => book.statusOf(left));

describe('merging the log of another reviewer', () => {
  it('takes what only they decided, keeps what only I did, and lists where we differ', () => {
    const mine = review(
      [],
      [
        ['accept', 0, 0],
        ['none', 1, 0],
        ['accept', 2, 2],
      ],
      'one-to-one',
      'Ann',
      0,
    );
    const theirs = review(
      [],
      [
        ['accept', 0, 0],
        ['accept', 1, 1],
        ['none', 3, 0],
      ],
      'one-to-one',
      'Ben',
      50,
    );
    const { entry, ...plan } = merge(mine, theirs, 'Ben');
    expect(plan).toMatchObject({ onlyMine: 1, onlyTheirs: 1, agreement: { cases: 2, agreed: 1, share: 0.5 } });
    expect(plan.table.counts).toMatchObject({ accepted: { accepted: 1 }, none: { accepted: 1 } });
    append(mine, entry);
    expect(statuses(mine)).toEqual(['accepted', 'none', 'accepted', 'none', 'pending']);
    expect([mine.decidedAt(3, null), mine.decidedBy(3, null)]).toEqual([atMinute(52), 'Ben']);
    expect(mine.decidedBy(1, null)).toBe('Ann');
    expect([...openDifferences(mine.entries)]).toEqual([
      [1, [{ left: 1, reviewer: 'Ben', theirs: [{ left: 1, right: 1, verdict: 'match', at: atMinute(51), by: 'Ben' }] }]],
    ]);
    expect(entry!.theirs).toEqual(theirs.entries);
  });

  it('counts acceptance of another candidate as disagreement', () => {
    const mine = review([], [['accept', 0, 0]], 'many-to-many', 'Ann', 0);
    const theirs = review([], [['accept', 0, 1]], 'many-to-many', 'Ben', 50);
    const { agreement, table } = merge(mine, theirs, 'Ben');
    expect([agreement.agreed, agreement.cases, table.other, countIn(table, 'accepted', 'accepted')]).toEqual([0, 1, 1, 1]);
  });

  it('takes a change of mind about a common decision as one, not as a difference', () => {
    const common = review(
      [],
      [
        ['accept', 0, 0],
        ['none', 1, 0],
      ],
      'one-to-one',
      'Ann',
      0,
    ).entries;
    const mine = review(common, [['accept', 2, 2]], 'one-to-one', 'Ann', 10);
    const theirs = review(common, [['none', 0, 0]], 'one-to-one', 'Ben', 50);
    const { entry, agreement } = merge(mine, theirs, 'Ben');
    append(mine, entry);
    expect(statuses(mine)).toEqual(['none', 'none', 'accepted', 'pending', 'pending']);
    expect(agreement.cases).toBe(0);
    expect(openDifferences(mine.entries).size).toBe(0);
  });

  it('leaves a right row where it is, and asks', () => {
    const mine = review([], [['accept', 0, 3]], 'one-to-one', 'Ann', 0);
    const theirs = review([], [['accept', 1, 3]], 'one-to-one', 'Ben', 50);
    append(mine, merge(mine, theirs, 'Ben').entry);
    expect(mine.holdersOf(3)).toEqual([0]);
    const [difference] = openDifferences(mine.entries).get(1)!;
    append(mine, planTakeTheirs(mine, difference!, atMinute(901), 'one-to-one'));
    expect(mine.holdersOf(3)).toEqual([1]);
    expect(openDifferences(mine.entries).size).toBe(0);
    append(mine, planUndo(mine, atMinute(902)));
    expect(mine.holdersOf(3)).toEqual([0]);
    expect(openDifferences(mine.entries).size).toBe(1);
  });

  it('goes on with a third reviewer, and with more from the second', () => {
    const ann = review([], [['accept', 0, 0]], 'one-to-one', 'Ann', 0);
    const ben = review(
      [],
      [
        ['none', 0, 0],
        ['none', 1, 0],
      ],
      'one-to-one',
      'Ben',
      50,
    );
    const cy = review(
      [],
      [
        ['unsure', 0, 0],
        ['accept', 2, 2],
      ],
      'one-to-one',
      'Cy',
      80,
    );
    append(ann, merge(ann, ben, 'Ben').entry);
    append(ann, merge(ann, cy, 'Cy').entry);
    expect(
      openDifferences(ann.entries)
        .get(0)!
        .map(({ reviewer }) => reviewer),
    ).toEqual(['Ben', 'Cy']);
    expect(statuses(ann)).toEqual(['accepted', 'none', 'accepted', 'pending', 'pending']);
    perform(ben, ['accept', 0, 0], 'one-to-one', 60, 'Ben');
    perform(ben, ['unsure', 1, 0], 'one-to-one', 61, 'Ben');
    const { entry } = merge(ann, ben, 'Ben');
    expect(append(ann, entry).theirs.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(
      openDifferences(ann.entries)
        .get(0)!
        .map(({ reviewer }) => reviewer),
    ).toEqual(['Cy']);
    expect(ann.statusOf(1)).toBe('unsure');
    append(ann, planKeepMine(ann, 0, atMinute(950)));
    expect(openDifferences(ann.entries).size).toBe(0);
    expect(ann.acceptedOf(0)).toEqual([0]);
    expect([ben, cy].map((other) => merge(ann, other, 'x').entry)).toEqual([null, null]);
  });

  it('comes back after it was undone', () => {
    const mine = review([], [['accept', 0, 0]], 'one-to-one', 'Ann', 0);
    const theirs = review([], [['none', 1, 0]], 'one-to-one', 'Ben', 50);
    append(mine, merge(mine, theirs, 'Ben').entry);
    append(mine, planUndo(mine, atMinute(901)));
    expect(statuses(mine)[1]).toBe('pending');
    append(mine, merge(mine, theirs, 'Ben').entry);
    expect(statuses(mine)[1]).toBe('none');
  });

  const logs = fc.record({
    cardinality: cardinalities,
    common: fc.array(act, { maxLength: 8 }),
    ann: fc.array(act, { maxLength: 12 }),
    ben: fc.array(act, { maxLength: 12 }),
    cy: fc.array(act, { maxLength: 12 }),
  });
  type MadeLogs = typeof logs extends fc.Arbitrary<infer T> ? T : never;
  const booksOf = ({ cardinality, common, ann, ben, cy }: MadeLogs) => {
    const shared = review([], common, cardinality, 'Ann', 0).entries;
    return {
      shared,
      ann: review(shared, ann, cardinality, 'Ann', 100),
      ben: review(shared, ben, cardinality, 'Ben', 200),
      cy: review([], cy, cardinality, 'Cy', 300),
    };
  };

  it('loses no decision, keeps the cardinality, and is taken back by undo', () => {
    fc.assert(
      fc.property(logs, (made) => {
        const { cardinality } = made;
        const { ann, ben } = booksOf(made);
        const before = openDecisionBook(structuredClone(ann.entries));
        const { entry } = merge(ann, ben, 'Ben', cardinality);
        if (!entry) {
          expect(ben.entries.length).toBeLessThanOrEqual(made.common.length);
          return;
        }
        ann.append(entry);
        expect(viewOf(openDecisionBook(structuredClone(ann.entries)))).toEqual(viewOf(ann));
        const open = openDifferences(ann.entries);
        for (const left of rows) {
          const accepted = JSON.stringify(ann.acceptedOf(left));
          const isBefore = ann.statusOf(left) === before.statusOf(left) && accepted === JSON.stringify(before.acceptedOf(left));
          const isTheirs = ann.statusOf(left) === ben.statusOf(left) && accepted === JSON.stringify(ben.acceptedOf(left));
          expect(isBefore || isTheirs).toBe(true);
          const isTheirWord = entry.theirs.some(({ changes }) => changes.some((change) => change.left === left));
          if (isTheirWord && ben.statusOf(left) !== 'pending' && !isTheirs) expect(open.has(left)).toBe(true);
          if (open.has(left)) expect(isBefore).toBe(true);
          if (leftIsUnique(cardinality)) expect(ann.acceptedOf(left).length).toBeLessThan(2);
          if (rightIsUnique(cardinality)) expect(ann.holdersOf(left).length).toBeLessThan(2);
        }
        const merged = viewOf(ann);
        append(ann, planUndo(ann, atMinute(901)));
        expect(viewOf(ann)).toEqual(viewOf(before));
        expect(openDifferences(ann.entries).size).toBe(0);
        append(ann, planRedo(ann, atMinute(902)));
        expect(viewOf(ann)).toEqual(merged);
      }),
      { seed: 61, numRuns: 600 },
    );
  });

  it('changes nothing the second time, whoever else was merged between', () => {
    fc.assert(
      fc.property(logs, (made) => {
        const { cardinality } = made;
        const { ann, ben, cy } = booksOf(made);
        for (const [other, name] of [
          [ben, 'Ben'],
          [cy, 'Cy'],
          [ben, 'Ben'],
          [cy, 'Cy'],
        ] as const) {
          const isKnown = ann.entries.some((entry) => entry.kind === 'merge' && entry.reviewer === name);
          const { entry } = merge(ann, other, name, cardinality);
          if (isKnown) expect(entry).toBeNull();
          if (entry) ann.append(entry);
        }
      }),
      { seed: 62, numRuns: 300 },
    );
  });

  it('agrees as much from either side', () => {
    fc.assert(
      fc.property(logs, (made) => {
        const { ann, ben } = booksOf(made);
        const [one, other] = [merge(ann, ben, 'Ben', made.cardinality), merge(ben, ann, 'Ann', made.cardinality)];
        expect([other.agreement.cases, other.agreement.agreed]).toEqual([one.agreement.cases, one.agreement.agreed]);
        expect(other.agreement.kappa ?? 9).toBeCloseTo(one.agreement.kappa ?? 9, 10);
        expect([other.onlyMine, other.onlyTheirs, other.table.other]).toEqual([one.onlyTheirs, one.onlyMine, one.table.other]);
        for (const a of DECIDED_STATUSES)
          for (const b of DECIDED_STATUSES) expect(countIn(other.table, b, a)).toBe(countIn(one.table, a, b));
      }),
      { seed: 63, numRuns: 300 },
    );
  });

  it('has nothing open once every difference is resolved, either way', () => {
    fc.assert(
      fc.property(logs, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (made, keeps) => {
        const { cardinality } = made;
        const { ann, ben } = booksOf(made);
        const { entry } = merge(ann, ben, 'Ben', cardinality);
        if (!entry) return;
        ann.append(entry);
        for (const [left, [difference]] of openDifferences(ann.entries)) {
          const keep = keeps[left]!;
          const was = JSON.stringify(ann.acceptedOf(left));
          ann.append(
            keep ? planKeepMine(ann, left, atMinute(901)) : planTakeTheirs(ann, difference!, atMinute(901), cardinality),
          );
          if (keep) expect(JSON.stringify(ann.acceptedOf(left))).toBe(was);
          else expect(ann.acceptedOf(left)).toEqual(ben.acceptedOf(left));
          for (const row of rows) {
            if (leftIsUnique(cardinality)) expect(ann.acceptedOf(row).length).toBeLessThan(2);
            if (rightIsUnique(cardinality)) expect(ann.holdersOf(row).length).toBeLessThan(2);
          }
        }
        expect(openDifferences(ann.entries).size).toBe(0);
      }),
      { seed: 64, numRuns: 300 },
    );
  });
});

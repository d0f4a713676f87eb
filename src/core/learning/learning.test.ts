import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDecisionBook, planDecision } from '../decisions/log';
import { absentChanges, acceptChanges, noneChanges, rejectChanges, unsureChanges } from '../decisions/verdicts';
import { candidatesOf, type Pair } from '../links/links-fixture';
import { suggestLinks } from '../links/suggest-links';
import { AppError } from '../model/errors';
import type { CandidateSet, Cardinality, Decision } from '../model/types';
import { createRandom } from '../numerics/random';
import { answeredPairs } from './answered-pairs';
import { calibrationError } from './calibration-error';
import { learnFromAnswers } from './learn-from-answers';
import { changedBest, programCandidates, programScoresOf } from './learned-review';
import { createPairTraits } from './pair-traits';
import { questionWorth } from './question-worth';
import { scoreByAnswers } from './score-by-answers';

const pairs: readonly Pair[] = [0, 1, 2, 3, 4].flatMap((left): Pair[] => [
  [left, left, 0.9 - left / 10],
  [left, (left + 1) % 6, 0.3],
]);
const candidates = candidatesOf(pairs);

function bookOf(changes: readonly (readonly Decision[])[]) {
  const book = openDecisionBook();
  for (const own of changes) {
    const entry = planDecision(book, 'accept', own, '2024-01-01T00:00:00.000Z');
    if (entry) book.append(entry);
  }
  return book;
}

/** Labels by pair, as `left-right:label`. */
function labelled(changes: readonly (readonly Decision[])[], cardinality: Cardinality): string[] {
  const { places, labels, groups } = answeredPairs(bookOf(changes), candidates, cardinality);
  return [...places].map((place, at) => `${groups[at]}-${candidates.right[place]}:${labels[at]}`);
}

describe('answeredPairs', () => {
  const empty = openDecisionBook();

  it('takes the other candidates of an accepted record for none only where it may have one partner', () => {
    const changes = [acceptChanges(empty, 1, 1, 'one-to-one')];
    expect(labelled(changes, 'one-to-one')).toEqual(['1-1:1', '1-2:0']);
    expect(labelled(changes, 'many-to-one')).toEqual(['1-1:1', '1-2:0']);
    expect(labelled(changes, 'one-to-many')).toEqual(['1-1:1']);
    expect(labelled(changes, 'many-to-many')).toEqual(['1-1:1']);
  });

  it('hears of one pair, of all candidates, and not of what is unsure', () => {
    expect(labelled([rejectChanges(empty, 0, 0, [0, 1])], 'one-to-one')).toEqual(['0-0:0']);
    expect(labelled([noneChanges(empty, 2), absentChanges(empty, 0)], 'one-to-many')).toEqual([
      '0-0:0',
      '0-1:0',
      '2-2:0',
      '2-3:0',
    ]);
    expect(labelled([unsureChanges(empty, 2)], 'one-to-one')).toEqual([]);
  });

  it('takes no more than 2,000 records, spread over the table', () => {
    const many = candidatesOf(
      Array.from({ length: 5_000 }, (_, left): Pair => [left, left, 0.9]),
      5_000,
      5_000,
    );
    const book = bookOf([Array.from({ length: 5_000 }, (_, left): Decision => ({ left, right: left, verdict: 'match' }))]);
    const { records, groups } = answeredPairs(book, many, 'one-to-one');
    expect(records).toBe(2_000);
    expect(groups.filter((left) => left < 2_500)).toHaveLength(1_000);
  });

  it('counts records; one whose partner is no candidate has only others', () => {
    const book = bookOf([acceptChanges(empty, 0, 0, 'one-to-one'), acceptChanges(empty, 3, 5, 'one-to-one')]);
    expect(answeredPairs(book, candidates, 'one-to-one')).toMatchObject({ records: 2, accepted: 1 });
  });
});

/** Records of which each has one likely and some unlikely candidates; the truth of a pair is drawn by `chance`. */
function review(records: number, seed: number, chance: (score: number, similarity: number) => number) {
  const random = createRandom(seed);
  const rows = Array.from({ length: records }, (_, left): Pair[] => [
    [left, (left * 3) % 97, 0.2 + 0.75 * random.uniform()],
    [left, (left * 3 + 1) % 97, 0.15 * random.uniform() + 0.01],
    [left, (left * 3 + 2) % 97, 0.1 * random.uniform() + 0.01],
  ]).flat();
  const base = candidatesOf(rows, records, 97);
  const set: CandidateSet = { ...base, similarity: Float32Array.from(base.right, () => random.uniform()) };
  const labels = Uint8Array.from(set.right, (_, at) =>
    Number(random.uniform() < chance(set.matchScore[at]!, set.similarity[at]!)),
  );
  const places = Uint32Array.from(set.right.keys());
  const groups = Uint32Array.from(places, (place) => Math.floor(place / 3));
  return { set, answers: { places, labels, groups, records, accepted: labels.reduce((sum, label) => sum + label, 0) } };
}

describe('learnFromAnswers', () => {
  it('leaves honest scores as they are', () => {
    const { set, answers } = review(400, 3, (score) => score);
    const { score, report } = learnFromAnswers(set, answers);
    const after = scoreByAnswers(score, set).candidates;
    expect(report.errorBefore).toBeLessThan(0.05);
    for (let left = 0; left < set.leftCount; left++) {
      const at = set.offsets[left]!;
      expect(Math.abs(after.matchScore[at]! - set.matchScore[at]!)).toBeLessThan(0.12);
    }
  });

  it('does not take chance for a fault of honest scores', () => {
    const kinds = Array.from({ length: 30 }, (_, seed) => {
      const { set, answers } = review(40, seed, (score) => score);
      return learnFromAnswers(set, answers).score.kind;
    });
    expect(kinds.filter((kind) => kind === 'program').length).toBeGreaterThanOrEqual(27);
  });

  it('makes scores that promise too much honest', () => {
    const taught = review(150, 5, (score) => score ** 3);
    const { score, report } = learnFromAnswers(taught.set, taught.answers);
    expect(report.kind).not.toBe('program');
    expect(report.errorAfter).toBeLessThan(report.errorBefore / 2);
    const { set, answers } = review(600, 6, (given) => given ** 3);
    const { candidates: after, from } = scoreByAnswers(score, set);
    const labels = Uint8Array.from(from, (at) => answers.labels[at]!);
    expect(calibrationError(after.matchScore, labels)).toBeLessThan(calibrationError(set.matchScore, answers.labels) / 2);
  });

  it('hears a trait that the score did not', () => {
    const chance = (score: number, similarity: number) => (similarity > 0.5 ? Math.min(1, score * 1.5) : score * 0.05);
    const { set, answers } = review(200, 7, chance);
    const { score } = learnFromAnswers(set, answers);
    expect(score.kind).toBe('traits');
    expect(score.weights[1]!).toBeGreaterThan(1);
  });

  it('keeps the order of scores where it only shifts and stretches them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(0.5, 2, 4), (seed, power) => {
        const { set, answers } = review(60, seed, (score) => score ** power);
        const { score } = learnFromAnswers(set, answers);
        if (score.kind === 'traits') return;
        const { candidates: after, from } = scoreByAnswers(score, set);
        expect([...from]).toEqual([...from.keys()]);
        const order = [...set.right.keys()].sort((a, b) => set.matchScore[a]! - set.matchScore[b]!);
        order.forEach((at, index) => {
          if (index > 0) expect(after.matchScore[at]!).toBeGreaterThanOrEqual(after.matchScore[order[index - 1]!]!);
        });
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  it('is the same for the same answers, and says when there are too few', () => {
    const { set, answers } = review(80, 9, (score) => score ** 2);
    expect(learnFromAnswers(set, answers)).toEqual(learnFromAnswers(set, answers));
    const none = answeredPairs(openDecisionBook(), candidates, 'one-to-one');
    expect(() => learnFromAnswers(candidates, none)).toThrow(
      new AppError('input/too-few-examples', { matches: 0, others: 0, least: 3 }),
    );
  });
});

describe('scoreByAnswers', () => {
  it('ranks each record anew, keeps all pairs, and says where they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const { set } = review(30, seed, () => 0.5);
        const score = { version: 1, kind: 'traits', intercept: -1, weights: [0.2, 4, 0, 0, 0, 0.1, 0] } as const;
        const { candidates: after, from } = scoreByAnswers(score, set);
        expect([...from].sort((a, b) => a - b)).toEqual([...from.keys()]);
        expect(Array.from(from, (at) => set.right[at]!)).toEqual([...after.right]);
        expect(Array.from(from, (at) => set.similarity[at]!)).toEqual([...after.similarity]);
        for (let left = 0; left < set.leftCount; left++) {
          const own = [...after.matchScore.subarray(set.offsets[left]!, set.offsets[left + 1]!)];
          expect(own).toEqual([...own].sort((a, b) => b - a));
          for (const at of from.subarray(set.offsets[left]!, set.offsets[left + 1]!)) expect(Math.floor(at / 3)).toBe(left);
        }
      }),
      { seed: 12, numRuns: 40 },
    );
  });

  it('is taken back to the last bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const { set } = review(30, seed, () => 0.5);
        const score = { version: 1, kind: 'traits', intercept: -1, weights: [0.2, 4, 0, 0, 0, 0.1, 0] } as const;
        const rescored = scoreByAnswers(score, set);
        expect(programCandidates(rescored.candidates, programScoresOf(set, rescored))).toEqual(set);
        const moved = [...set.offsets.keys()].filter(
          (left) => left < 30 && rescored.from[set.offsets[left]!] !== set.offsets[left],
        );
        expect(changedBest(set, rescored.candidates)).toBe(moved.length);
        expect(changedBest(set, set)).toBe(0);
      }),
      { seed: 14, numRuns: 30 },
    );
  });

  it('has finite traits whatever is unknown', () => {
    const unknown = Float32Array.from(candidates.right, () => Number.NaN);
    const set = {
      ...candidates,
      similarity: unknown,
      lexical: unknown,
      matchScore: Float32Array.from(unknown, (_, at) => at % 2),
    };
    const traits = createPairTraits(set);
    const out = new Float32Array(traits.width);
    for (const at of set.right.keys()) {
      traits.write(at, out, 0);
      expect(out.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('questionWorth', () => {
  const contested = candidatesOf([
    [0, 0, 0.95],
    [1, 1, 0.6],
    [2, 2, 0.3],
    [3, 0, 0.9],
    [4, 4, 0.02],
  ]);
  const links = suggestLinks(contested, { cardinality: 'one-to-one', threshold: 0.5 });
  const order = (book = openDecisionBook()) => {
    const worth = questionWorth(contested, links, book, 'one-to-one');
    return [...worth.keys()].filter((row) => worth[row]! > 0).sort((a, b) => worth[b]! - worth[a]! || a - b);
  };

  it('asks first where a link is likely missed or wrong', () => {
    expect(order()).toEqual([3, 1, 2, 0, 4]);
  });

  it('asks no more about what is decided, nor about partners that are taken', () => {
    const empty = openDecisionBook();
    expect(order(bookOf([acceptChanges(empty, 0, 0, 'one-to-one')]))).toEqual([1, 2, 4]);
    expect(order(bookOf([rejectChanges(empty, 2, 2, [2, 3])]))).toEqual([3, 1, 0, 4]);
  });
});

describe('calibrationError', () => {
  it('is how far promises are from what held, by band', () => {
    expect(calibrationError([0.9, 0.9, 0.9, 0.9], [1, 1, 1, 0])).toBeCloseTo(0.15);
    expect(calibrationError([0.1, 0.9], [1, 0])).toBeCloseTo(0.9);
    expect(calibrationError([1, 0], [1, 0])).toBe(0);
    expect(calibrationError([], [])).toBe(0);
  });
});

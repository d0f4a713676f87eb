import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDecisionBook } from '../../decisions/log';
import type { CandidateSet, Decision } from '../../model/types';
import { createRandom, type Random } from '../../numerics/random';
import { ANSWERS, estimateFromSample } from './estimate-from-sample';
import { planSample, SAMPLE_SIZE } from './plan-sample';
import { answersOf } from './sample-answers';

const THRESHOLDS = [0.2, 0.5, 0.8];

/** Records with scores, and what a person would say of each: `truth` makes a place in `ANSWERS` from a score. */
function population(
  count: number,
  seed: number,
  scoreOf: (random: Random) => number,
  truth: (score: number, random: Random) => number,
) {
  const random = createRandom(seed);
  const scores = Float32Array.from({ length: count }, () => scoreOf(random));
  return { scores, truth: Uint8Array.from(scores, (score) => truth(score, random)) };
}

const known = (scores: Float32Array, truth: Uint8Array) =>
  THRESHOLDS.map((threshold) => {
    let links = 0;
    let right = 0;
    scores.forEach((score, at) => {
      if (score < Math.fround(threshold)) return;
      links++;
      if (truth[at] === 1) right++;
    });
    const matches = truth.reduce((sum, answer) => sum + Number(answer === 1 || answer === 2), 0);
    return { links, precision: right / links, recall: right / matches };
  });

function review(scores: Float32Array, truth: Uint8Array, size: number, seed: number) {
  const sample = planSample(scores, size, seed);
  const answers = new Uint8Array(scores.length);
  for (const record of sample) answers[record] = truth[record]!;
  return { scores, answers, sample };
}

describe('random numbers', () => {
  it('have the moments of their distributions', () => {
    const random = createRandom(5);
    const moments = (draw: () => number) => {
      const values = Array.from({ length: 20_000 }, draw);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
    };
    expect(moments(random.uniform).mean).toBeCloseTo(0.5, 1);
    expect(moments(random.uniform).variance).toBeCloseTo(1 / 12, 2);
    expect(moments(random.normal).mean).toBeCloseTo(0, 1);
    expect(moments(random.normal).variance).toBeCloseTo(1, 1);
    expect(moments(() => random.beta(0.6, 12)).mean).toBeCloseTo(0.6 / 12.6, 2);
    for (const [count, share] of [
      [7, 0.3],
      [400, 0.01],
      [400, 0.6],
    ] as const) {
      const { mean, variance } = moments(() => random.binomial(count, share));
      expect(mean / (count * share)).toBeCloseTo(1, 1);
      expect(variance / (count * share * (1 - share))).toBeCloseTo(1, 1);
    }
  });
});

describe('planSample', () => {
  it('draws distinct records that have a candidate, the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.float({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN)), { maxLength: 300 }),
        fc.integer({ min: 1, max: 80 }),
        fc.nat(1000),
        (list, size, seed) => {
          const scores = Float32Array.from(list);
          const drawn = planSample(scores, size, seed);
          expect(new Set(drawn).size).toBe(drawn.length);
          expect(drawn.length).toBe(Math.min(size, list.filter((score) => !Number.isNaN(score)).length));
          for (const record of drawn) expect(scores[record]).not.toBeNaN();
          expect(planSample(scores, size, seed)).toEqual(drawn);
        },
      ),
      { seed: 11, numRuns: 100 },
    );
  });

  it('asks more where the score leaves it open, but everywhere', () => {
    const scores = Float32Array.from({ length: 3000 }, (_, at) => (at < 1000 ? 0.001 : at < 2000 ? 0.5 : 0.9999));
    const drawn = planSample(scores, SAMPLE_SIZE, 3);
    const between = (low: number, high: number) => drawn.filter((record) => record >= low && record < high).length;
    expect(between(1000, 2000)).toBeGreaterThan(25);
    expect(between(0, 1000)).toBeGreaterThan(3);
    expect(between(2000, 3000)).toBeGreaterThan(3);
  });
});

describe('estimateFromSample', () => {
  const uShaped = (random: Random): number => random.beta(0.4, 0.4);
  const populations = {
    'scores that are chances': (score: number, random: Random) => (random.uniform() < score ? 1 : random.uniform() < 0.2 ? 2 : 3),
    'scores that promise too much': (score: number, random: Random) =>
      random.uniform() < score ** 3 * 0.95 ? 1 : random.uniform() < 0.1 ? 2 : 3,
    'scores that promise too little': (score: number, random: Random) => (random.uniform() < Math.sqrt(score) ? 1 : 3),
  };

  it('covers the truth in about 95 of 100 reviews of 50 answers', () => {
    let inside = 0;
    let all = 0;
    for (const [at, truthOf] of Object.values(populations).entries()) {
      for (let run = 0; run < 40; run++) {
        const { scores, truth } = population(1200, 1000 * at + run, uShaped, truthOf);
        const estimate = estimateFromSample(review(scores, truth, 50, run), THRESHOLDS);
        for (const [place, { precision, recall }] of known(scores, truth).entries()) {
          const told = estimate.thresholds[place]!;
          inside += Number(told.precision.low <= precision && precision <= told.precision.high);
          inside += Number(told.recall.low <= recall && recall <= told.recall.high);
          all += 2;
        }
      }
    }
    expect(inside / all).toBeGreaterThan(0.93);
    expect(inside / all).toBeLessThan(0.985);
  }, 60_000);

  it('is narrower with more answers and exact when all is answered', () => {
    const { scores, truth } = population(800, 3, uShaped, populations['scores that are chances']);
    const width = (size: number) => {
      const { precision } = estimateFromSample(review(scores, truth, size, 1), THRESHOLDS).thresholds[1]!;
      return precision.high - precision.low;
    };
    expect(width(200)).toBeLessThan(width(50));
    expect(width(50)).toBeLessThan(width(10));

    const complete = estimateFromSample(review(scores, truth, scores.length, 1), THRESHOLDS);
    for (const [place, { links, precision, recall }] of known(scores, truth).entries()) {
      const told = complete.thresholds[place]!;
      expect(told.links).toBe(links);
      for (const value of Object.values(told.precision)) expect(value).toBeCloseTo(precision, 9);
      for (const value of Object.values(told.recall)) expect(value).toBeCloseTo(recall, 9);
    }
    expect(complete.unseen).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('says next to nothing without an answer, and nothing of no links', () => {
    const scores = Float32Array.from({ length: 500 }, (_, at) => at / 1000);
    const estimate = estimateFromSample({ scores, answers: new Uint8Array(500), sample: planSample(scores) }, [0.25, 0.9]);
    expect(estimate.answered).toBe(0);
    const [lower, upper] = estimate.thresholds;
    expect(lower!.precision.high - lower!.precision.low).toBeGreaterThan(0.5);
    expect(upper).toMatchObject({ links: 0, precision: { low: 0, high: 1 } });
  });
});

describe('answersOf', () => {
  it('reads decisions as answers', () => {
    const offsets = Uint32Array.from([0, 2, 4, 6, 8, 10, 12]);
    const candidates = {
      leftCount: 6,
      rightCount: 12,
      offsets,
      right: Uint32Array.from({ length: 12 }, (_, at) => at),
    } as unknown as CandidateSet;
    const top = Int32Array.from([0, 2, 4, 6, 8, 10]);
    const changes: Decision[] = [
      { left: 0, right: 0, verdict: 'match' },
      { left: 1, right: 3, verdict: 'match' },
      { left: 2, right: null, verdict: 'non-match' },
      { left: 3, right: 6, verdict: 'non-match' },
      { left: 4, right: 8, verdict: 'non-match' },
      { left: 4, right: 9, verdict: 'non-match' },
      { left: 5, right: null, verdict: 'possible' },
    ];
    const book = openDecisionBook([{ kind: 'decide', seq: 1, at: '2026-01-01T00:00:00Z', action: 'accept', changes }]);
    const answers = answersOf(book, candidates, top);
    expect([...answers].map((place) => ANSWERS[place])).toEqual(['top', 'other', 'none', null, 'none', null]);
  });
});

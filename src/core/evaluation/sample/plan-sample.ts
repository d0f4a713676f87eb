import { createRandom } from '../../numerics/random';

/** Enough to know precision and recall to about ±7 points on most tables, and some ten minutes of work. */
export const SAMPLE_SIZE = 50;

/**
 * Records to ask a person about, so that few answers say much about all: spread over the whole range of scores, more where the
 * score leaves it open. One record is drawn from each of `size` stretches of the records in order of score that weigh the same; a
 * record weighs √(s(1−s)) (Neyman's allocation with the score s as the chance of a match) and a share that every record has, for
 * scores that promise more than they hold.
 *
 * @param scores match score of the top candidate of each record, 0…1; NaN for records without candidates, which are not asked about
 * @returns at most `size` records, in random order, the same for the same scores and seed. Cost O(n log n).
 */
export function planSample(scores: Float32Array, size = SAMPLE_SIZE, seed = 1): Uint32Array {
  const records: number[] = [];
  scores.forEach((score, record) => {
    if (!Number.isNaN(score)) records.push(record);
  });
  if (records.length <= size) return shuffle(Uint32Array.from(records), seed);
  records.sort((a, b) => scores[a]! - scores[b]! || a - b);
  const random = createRandom(seed);
  const upTo = new Float64Array(records.length);
  let total = 0;
  records.forEach((record, at) => {
    const score = Math.min(1, Math.max(0, scores[record]!));
    total += Math.sqrt(score * (1 - score)) + EVERYONE;
    upTo[at] = total;
  });
  const chosen = new Set<number>();
  let at = 0;
  for (let cell = 0; cell < size; cell++) {
    const wanted = ((cell + random.uniform()) / size) * total;
    while (at < records.length - 1 && upTo[at]! <= wanted) at++;
    chosen.add(records[at]!);
  }
  // A record that weighs more than a stretch can be drawn twice: others stand in.
  while (chosen.size < size) chosen.add(records[Math.floor(random.uniform() * records.length)]!);
  return shuffle(Uint32Array.from(chosen), seed);
}

const EVERYONE = 0.08;

function shuffle(records: Uint32Array, seed: number): Uint32Array {
  const random = createRandom(seed + 1);
  for (let last = records.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    const kept = records[last]!;
    records[last] = records[other]!;
    records[other] = kept;
  }
  return records;
}

import type { TrainingLoss } from './adapter';

/** The cosines of all left with all right records of a batch, and what is known of each pair. */
export interface BatchCosines {
  readonly rows: number;
  readonly columns: number;
  /** [rows × columns], under the adapter and as they were. */
  readonly now: Float32Array;
  readonly before: Float32Array;
  /** What each pair is: `APART`, `MATCH`, `HARD` or `NONE`. */
  readonly kinds: Uint8Array;
}

/** Records of different things, as far as is known. */
export const APART = 0;
export const MATCH = 1;
/** Apart, and taken into the batch because they look alike. */
export const HARD = 2;
/** Not a pair: a record and itself. */
export const NONE = 3;

export interface LossOptions {
  readonly loss: TrainingLoss;
  /** Cosines are divided by it before their softmax. */
  readonly temperature: number;
  /** Pairs that are apart are pushed to at least this distance, 1 − cosine. */
  readonly margin: number;
  /** How much the cosines of pairs that are apart are held where they were. */
  readonly keep: number;
}

/**
 * The loss of a batch, and its gradient by the cosines added to `gradient` [rows × columns]. Losses of one kind are means over the
 * records or pairs that they are about, so that they do not depend on the size of a batch.
 *
 * - supervised contrastive, both ways: −log of the share that matches have in the softmax over all partners (Khosla and others, 2020;
 *   with one match it is InfoNCE, van den Oord and others, 2018)
 * - online contrastive: squared distances of matches that lie farther than the nearest pair that is apart, and squared shortfalls from
 *   the margin of pairs that lie nearer than the farthest match (sentence-transformers, as LinkTransformer trains)
 * - held: the mean square by which cosines of pairs that are apart, hard ones aside, have moved
 */
export function lossOf(batch: BatchCosines, options: LossOptions, gradient: Float32Array): number {
  const { rows, columns } = batch;
  let loss = 0;
  if (options.loss !== 'online-contrastive') {
    loss += softmaxLoss(batch, rows, columns, columns, 1, options.temperature, gradient) / 2;
    loss += softmaxLoss(batch, columns, rows, 1, columns, options.temperature, gradient) / 2;
  }
  if (options.loss !== 'supervised-contrastive') loss += marginLoss(batch, options.margin, gradient);
  if (options.keep > 0) loss += options.keep * movedLoss(batch, options.keep, gradient);
  return loss;
}

/** One way: `lines` of `length` pairs, the pair `at` of a line at `line × lineStep + at × step`. The gradient is that of half the loss. */
function softmaxLoss(
  { now, kinds }: BatchCosines,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  temperature: number,
  gradient: Float32Array,
): number {
  const matches = new Uint32Array(lines);
  let anchors = 0;
  for (let line = 0; line < lines; line++) {
    for (let at = 0; at < length; at++) if (kinds[line * lineStep + at * step] === MATCH) matches[line]!++;
    if (matches[line]! > 0) anchors++;
  }
  let loss = 0;
  for (let line = 0; line < lines; line++) {
    const found = matches[line]!;
    if (found === 0) continue;
    let most = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < length; at++) {
      const cell = line * lineStep + at * step;
      if (kinds[cell] !== NONE) most = Math.max(most, now[cell]! / temperature);
    }
    let sum = 0;
    for (let at = 0; at < length; at++) {
      const cell = line * lineStep + at * step;
      if (kinds[cell] !== NONE) sum += Math.exp(now[cell]! / temperature - most);
    }
    const size = 1 / (2 * anchors * temperature);
    for (let at = 0; at < length; at++) {
      const cell = line * lineStep + at * step;
      if (kinds[cell] === NONE) continue;
      const share = Math.exp(now[cell]! / temperature - most) / sum;
      const wanted = kinds[cell] === MATCH ? 1 / found : 0;
      gradient[cell]! += size * (share - wanted);
      if (wanted > 0) loss -= (wanted * (now[cell]! / temperature - most - Math.log(sum))) / anchors;
    }
  }
  return loss;
}

function marginLoss({ now, kinds }: BatchCosines, margin: number, gradient: Float32Array): number {
  let farthestMatch = 0;
  let nearestApart = 2;
  let matches = 0;
  for (let cell = 0; cell < kinds.length; cell++) {
    const distance = 1 - now[cell]!;
    if (kinds[cell] === MATCH) {
      matches++;
      farthestMatch = Math.max(farthestMatch, distance);
    } else if (kinds[cell] !== NONE) {
      nearestApart = Math.min(nearestApart, distance);
    }
  }
  if (matches === 0) return 0;
  let loss = 0;
  for (let cell = 0; cell < kinds.length; cell++) {
    const distance = 1 - now[cell]!;
    if (kinds[cell] === MATCH) {
      if (distance <= nearestApart) continue;
      loss += distance ** 2 / matches;
      gradient[cell]! -= (2 * distance) / matches;
    } else if (kinds[cell] !== NONE && distance < farthestMatch && distance < margin) {
      loss += (margin - distance) ** 2 / matches;
      gradient[cell]! += (2 * (margin - distance)) / matches;
    }
  }
  return loss;
}

function movedLoss({ now, before, kinds }: BatchCosines, keep: number, gradient: Float32Array): number {
  let count = 0;
  for (const kind of kinds) if (kind === APART) count++;
  if (count === 0) return 0;
  let loss = 0;
  for (let cell = 0; cell < kinds.length; cell++) {
    if (kinds[cell] !== APART) continue;
    const moved = now[cell]! - before[cell]!;
    loss += moved ** 2 / count;
    gradient[cell]! += (2 * keep * moved) / count;
  }
  return loss;
}

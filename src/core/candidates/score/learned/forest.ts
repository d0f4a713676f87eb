import { createRandom, type Random } from '../../../numerics/random';

/** Labelled rows of evidence. */
export interface LabelledEvidence {
  /** Row-major `[labels.length × width]`. */
  readonly data: Float32Array;
  readonly width: number;
  /** 1 for a match, else 0. */
  readonly labels: Uint8Array;
}

/** A forest of binary trees; plain arrays, so that it can be stored and sent to workers. */
export interface Forest {
  readonly width: number;
  /** For each feature the ascending values at which it is cut; a value belongs to the first cut at or above it. */
  readonly cuts: readonly Float32Array[];
  readonly trees: readonly Tree[];
}

/** Nodes in order of growth, the root first. Inner nodes send codes up to `code` left; a leaf has `left` 0. */
interface Tree {
  readonly feature: Uint8Array;
  readonly code: Uint8Array;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Share of matches among the rows of the node. */
  readonly share: Float32Array;
}

export interface ForestOptions {
  readonly trees?: number;
  readonly seed?: number;
}

/**
 * Random forest for two classes (Breiman, Machine Learning 45, 2001): each tree is grown on a bootstrap sample, each split is the best
 * by Gini impurity of √width features drawn anew, until a node is pure or a leaf would have fewer than two rows. Values are put into at most
 * 64 bins of equal counts first, so a level costs O(rows · √width), whatever the values.
 *
 * Deterministic for a seed; at most 255 features.
 */
export function fitForest(examples: LabelledEvidence, options: ForestOptions = {}): Forest {
  const { trees: treeCount = 200, seed = 1 } = options;
  const { width, labels } = examples;
  const random = createRandom(seed);
  const cuts = Array.from({ length: width }, (_, feature) => cutsOf(examples, feature));
  const codes = encode(examples.data, width, cuts);
  const rowCount = labels.length;
  const trees: Tree[] = [];
  for (let tree = 0; tree < treeCount; tree++) {
    const times = new Uint16Array(rowCount);
    for (let draw = 0; draw < rowCount; draw++) times[Math.floor(random.uniform() * rowCount)]!++;
    trees.push(growTree(codes, width, labels, times, random));
  }
  return { width, cuts, trees };
}

/** Mean share of matches in the leaves that each row falls into, 0…1. O(rows · trees · depth). */
export function predictForest({ width, cuts, trees }: Forest, data: Float32Array): Float32Array {
  const codes = encode(data, width, cuts);
  const out = new Float32Array(data.length / width);
  for (let row = 0; row < out.length; row++) {
    let sum = 0;
    for (const tree of trees) sum += shareOf(tree, codes, row * width);
    out[row] = sum / trees.length;
  }
  return out;
}

const MOST_BINS = 64;
const LEAST_LEAF = 2;

/** Values between which as many rows fall, the same value never on both sides. */
function cutsOf({ data, width, labels }: LabelledEvidence, feature: number): Float32Array {
  const values = Float32Array.from(labels, (_, row) => data[row * width + feature]!).sort();
  const cuts: number[] = [];
  for (let bin = 1; bin < MOST_BINS; bin++) {
    const cut = values[Math.floor((bin / MOST_BINS) * values.length)]!;
    if (cut < values.at(-1)! && cut !== cuts.at(-1)) cuts.push(cut);
  }
  return Float32Array.from(cuts);
}

function encode(data: Float32Array, width: number, cuts: readonly Float32Array[]): Uint8Array {
  const codes = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) {
    const limits = cuts[at % width]!;
    let low = 0;
    let high = limits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (limits[middle]! < data[at]!) low = middle + 1;
      else high = middle;
    }
    codes[at] = low;
  }
  return codes;
}

function shareOf({ feature, code, left, right, share }: Tree, codes: Uint8Array, from: number): number {
  let node = 0;
  while (left[node] !== 0) node = codes[from + feature[node]!]! <= code[node]! ? left[node]! : right[node]!;
  return share[node]!;
}

function growTree(codes: Uint8Array, width: number, labels: Uint8Array, times: Uint16Array, random: Random): Tree {
  const rows = Uint32Array.from(labels.keys()).filter((row) => times[row]! > 0);
  const nodes = { feature: [0], code: [0], left: [0], right: [0], share: [0] };
  const waiting: { node: number; from: number; to: number }[] = [{ node: 0, from: 0, to: rows.length }];
  const tried = Math.max(1, Math.round(Math.sqrt(width)));
  const features = Uint8Array.from({ length: width }, (_, feature) => feature);
  const all = new Float64Array(MOST_BINS);
  const matches = new Float64Array(MOST_BINS);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, from, to } = next;
    let total = 0;
    let positive = 0;
    for (let at = from; at < to; at++) {
      total += times[rows[at]!]!;
      positive += times[rows[at]!]! * labels[rows[at]!]!;
    }
    nodes.share[node] = positive / total;
    if (positive === 0 || positive === total || total < 2 * LEAST_LEAF) continue;

    let best = { gain: 1e-12, feature: 0, code: 0 };
    let looked = 0;
    // Features are drawn until enough of them can be split at all.
    for (let draw = 0; draw < width && looked < tried; draw++) {
      const other = draw + Math.floor(random.uniform() * (width - draw));
      const feature = features[other]!;
      features[other] = features[draw]!;
      features[draw] = feature;
      all.fill(0);
      matches.fill(0);
      for (let at = from; at < to; at++) {
        const row = rows[at]!;
        const bin = codes[row * width + feature]!;
        all[bin]! += times[row]!;
        matches[bin]! += times[row]! * labels[row]!;
      }
      if (all.some((count) => count === total)) continue;
      looked++;
      let leftTotal = 0;
      let leftPositive = 0;
      const impurity = (positive * (total - positive)) / total;
      for (let code = 0; code < MOST_BINS - 1; code++) {
        if (all[code] === 0) continue;
        leftTotal += all[code]!;
        leftPositive += matches[code]!;
        const rightTotal = total - leftTotal;
        if (leftTotal < LEAST_LEAF || rightTotal < LEAST_LEAF) continue;
        const rightPositive = positive - leftPositive;
        const gain =
          impurity -
          (leftPositive * (leftTotal - leftPositive)) / leftTotal -
          (rightPositive * (rightTotal - rightPositive)) / rightTotal;
        if (gain > best.gain) best = { gain, feature, code };
      }
    }
    if (best.gain <= 1e-12) continue;
    let middle = from;
    for (let at = from; at < to; at++) {
      const row = rows[at]!;
      if (codes[row * width + best.feature]! > best.code) continue;
      rows[at] = rows[middle]!;
      rows[middle++] = row;
    }
    const child = nodes.share.length;
    for (const list of Object.values(nodes)) list.push(0, 0);
    nodes.feature[node] = best.feature;
    nodes.code[node] = best.code;
    nodes.left[node] = child;
    nodes.right[node] = child + 1;
    waiting.push({ node: child, from, to: middle }, { node: child + 1, from: middle, to });
  }
  return {
    feature: Uint8Array.from(nodes.feature),
    code: Uint8Array.from(nodes.code),
    left: Uint32Array.from(nodes.left),
    right: Uint32Array.from(nodes.right),
    share: Float32Array.from(nodes.share),
  };
}

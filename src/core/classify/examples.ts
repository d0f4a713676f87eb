import { createRandom } from '../numerics/random';

/** A text with a known class, both by index. */
export interface ClassExample {
  readonly text: number;
  readonly label: number;
}

/**
 * Examples in an order of their own, so that nothing depends on the order of rows: by text, then class; equal ones stay, as they count
 * as often as they were given.
 */
export function orderExamples(examples: readonly ClassExample[], texts: readonly string[]): ClassExample[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...examples].sort((a, b) => compare(texts[a.text]!, texts[b.text]!) || a.label - b.label);
}

/**
 * Part 0…`parts` − 1 of every example, stratified: examples of a class are dealt to the parts in turn, in an order by `seed`. Examples of
 * one text are in one part, so that none is measured by what was learned from its double. The order of examples makes no difference.
 */
export function assignFolds(
  examples: readonly ClassExample[],
  texts: readonly string[],
  classes: number,
  parts: number,
  seed: number,
): Uint8Array<ArrayBuffer> {
  const firsts = new Map<number, ClassExample>();
  for (const example of orderExamples(examples, texts)) {
    if (!firsts.has(example.text)) firsts.set(example.text, example);
  }
  const shuffled = shuffle([...firsts.values()], seed);
  const partOf = new Map<number, number>();
  let next = 0;
  for (let label = 0; label < classes; label++) {
    for (const example of shuffled) {
      if (example.label === label) partOf.set(example.text, next++ % parts);
    }
  }
  return Uint8Array.from(examples, ({ text }) => partOf.get(text)!);
}

/**
 * At most `most` of the examples, chosen by `seed` so that classes keep their shares; every class keeps one. All of them, as they are,
 * where there are no more.
 */
export function sampleExamples(
  examples: readonly ClassExample[],
  texts: readonly string[],
  most: number,
  seed: number,
): readonly ClassExample[] {
  if (examples.length <= most) return examples;
  const byClass = new Map<number, ClassExample[]>();
  for (const example of shuffle(orderExamples(examples, texts), seed)) {
    const own = byClass.get(example.label);
    if (own) own.push(example);
    else byClass.set(example.label, [example]);
  }
  return [...byClass.values()].flatMap((own) => own.slice(0, Math.max(1, Math.floor((own.length * most) / examples.length))));
}

/** Fisher and Yates. */
function shuffle<T>(list: readonly T[], seed: number): T[] {
  const shuffled = [...list];
  const random = createRandom(seed);
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random.uniform() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
  }
  return shuffled;
}

/** Weights that let every class count the same, with a mean of 1. */
export function balanceClasses(labels: Uint32Array, classes: number): Float64Array {
  const counts = new Uint32Array(classes);
  for (const label of labels) counts[label]!++;
  const present = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return Float64Array.from(labels, (label) => labels.length / (present * counts[label]!));
}

/** At most `count` distinct texts of the examples, in their order, evenly spaced where there are more. */
export function chooseLandmarks(examples: readonly ClassExample[], count: number): number[] {
  const distinct = [...new Set(examples.map(({ text }) => text))];
  if (distinct.length <= count) return distinct;
  return Array.from({ length: count }, (_, i) => distinct[Math.floor((i * distinct.length) / count)]!);
}

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

/** Part 0…`parts` − 1 of every example, so that each class is spread evenly over the parts. */
export function assignParts(examples: readonly ClassExample[], classes: number, parts: number): Uint8Array {
  const next = new Uint32Array(classes);
  let start = 0;
  return Uint8Array.from(examples, ({ label }) => {
    if (next[label] === 0) next[label] = 1 + (start++ % parts);
    return (next[label]!++ - 1) % parts;
  });
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

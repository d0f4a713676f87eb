import type { ClassExample } from './examples';

/** An example whose label other examples speak against. */
export interface SuspectedLabel {
  /** Its place among the examples. */
  readonly example: number;
  readonly predicted: number;
  /** Of the predicted class, and of the class that it has. */
  readonly probability: number;
  readonly ownProbability: number;
}

/**
 * Examples that are likely to be labelled wrongly, most likely first (ties by place): a classifier that has not seen them gives another
 * class, and is as sure of it as it is of examples of that class on average (confident learning: Northcutt, Jiang, Chuang, JAIR 2021).
 *
 * @param probabilities held out, `[examples × classes]`, row-major
 */
export function suspectLabels(examples: readonly ClassExample[], probabilities: Float64Array, classes: number): SuspectedLabel[] {
  const sum = new Float64Array(classes);
  const count = new Uint32Array(classes);
  examples.forEach(({ label }, at) => {
    sum[label]! += probabilities[at * classes + label]!;
    count[label]!++;
  });
  const suspects: SuspectedLabel[] = [];
  examples.forEach(({ label }, example) => {
    const row = probabilities.subarray(example * classes, (example + 1) * classes);
    let predicted = 0;
    for (let c = 1; c < classes; c++) if (row[c]! > row[predicted]!) predicted = c;
    if (predicted === label || count[predicted] === 0) return;
    if (row[predicted]! < sum[predicted]! / count[predicted]!) return;
    suspects.push({ example, predicted, probability: row[predicted]!, ownProbability: row[label]! });
  });
  const margin = ({ probability, ownProbability }: SuspectedLabel): number => probability - ownProbability;
  return suspects.sort((a, b) => margin(b) - margin(a) || a.example - b.example);
}

import { readFileSync } from 'node:fs';

const OWN = new URL('./baselines.json', import.meta.url);

/** Figures of other methods by task, from a file of the form of `baselines.json`. */
export const readBaselines = (file = OWN) => JSON.parse(readFileSync(file, 'utf8')).tasks;

/** Tasks whose means are told together, by the title of the group. */
export const readGroups = () => JSON.parse(readFileSync(OWN, 'utf8')).groups;

/**
 * The best other method in one figure; null where none is known.
 *
 * @returns {{ method: string, value: number } | null}
 */
export function bestBaseline(baselines, task, figure) {
  const methods = Object.entries(baselines[task]?.[figure] ?? {});
  if (methods.length === 0) return null;
  const [method, value] = methods.reduce((best, one) => (one[1] > best[1] ? one : best));
  return { method, value };
}

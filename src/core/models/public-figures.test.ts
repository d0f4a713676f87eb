import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import baselines from '../../../benchmarks/baselines.json';
import { EMBEDDED_MODELS } from '../model/models';
import { DEFAULT_MODEL } from '../model/settings';
import { PUBLIC_FIGURES, PUBLIC_TASKS } from './public-figures';

const benchmarks = readFileSync(new URL('../../../docs/benchmarks.md', import.meta.url), 'utf8');

function sectionOf(model: string): string {
  const name = model === DEFAULT_MODEL ? 'accuracy' : `accuracy-${model}`;
  const [, rest = ''] = benchmarks.split(`<!-- ${name}:begin -->`);
  return rest.split(`<!-- ${name}:end -->`)[0]!;
}

it.each(EMBEDDED_MODELS)('shows the figures of $id that docs/benchmarks.md has', ({ id }) => {
  const section = sectionOf(id);
  const recallOf = (task: string): number => Number(new RegExp(`^\\| ${task} \\|[^|]*\\| ([0-9.]+)`, 'mu').exec(section)?.[1]);
  const meanOf = (tasks: readonly string[]): number => tasks.reduce((sum, task) => sum + recallOf(task), 0) / tasks.length;
  for (const [figure, tasks] of Object.entries(PUBLIC_TASKS)) {
    const shown = PUBLIC_FIGURES[id]![figure as keyof typeof PUBLIC_TASKS];
    const measured = meanOf(tasks);
    expect(shown === null ? 'not shown' : 'shown', figure).toBe(Number.isNaN(measured) ? 'not shown' : 'shown');
    if (shown !== null) expect(Math.abs(measured - shown), figure).toBeLessThan(0.00051);
  }
});

it('means are over the groups of the baselines', () => {
  const groups = baselines.groups as Readonly<Record<string, readonly string[]>>;
  expect(groups['mainly one language']).toEqual(PUBLIC_TASKS.oneLanguage);
  expect(groups['cross-lingual']).toEqual(PUBLIC_TASKS.acrossLanguages);
});

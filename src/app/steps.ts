import type { MatchTask } from '../core/model/settings';

export const STEPS = [
  { path: '/', name: 'files' },
  { path: '/set-up', name: 'setUp' },
  { path: '/review', name: 'review' },
  { path: '/export', name: 'export' },
] as const;

const STEPS_WITHIN = STEPS.map((step) => (step.name === 'review' ? ({ path: '/clusters', name: 'clusters' } as const) : step));

/** The way through a project: two tables are reviewed pair by pair, duplicates of one table cluster by cluster. */
export const stepsFor = (task: MatchTask) => (task === 'deduplicate' ? STEPS_WITHIN : STEPS);

/** Pages beside the steps. */
export const PLACES = [
  { path: '/evaluate', name: 'evaluate' },
  { path: '/chain', name: 'chain' },
  { path: '/clusters', name: 'clusters' },
  { path: '/map', name: 'map' },
  { path: '/proof', name: 'proof' },
  { path: '/capabilities', name: 'capabilities' },
  { path: '/models', name: 'models' },
  { path: '/classify', name: 'classify' },
  { path: '/tune', name: 'tune' },
  { path: '/aliases', name: 'aliases' },
] as const;

import { expect, it } from 'vitest';
import type { CleaningStep } from '../../core/cleaning/steps';
import { copiedSteps } from './copied-steps';

const columns = ['title', 'city'].map((name) => ({ name, header: name }));

it('goes by compared partners, then by names, and leaves out what has no place', () => {
  const steps: readonly CleaningStep[] = [
    { kind: 'accents', columns: ['name', 'city', 'gone'] },
    { kind: 'titles', columns: ['gone'] },
    { kind: 'split', columns: ['name'], separator: ' ', at: [], into: ['first', 'last'] },
    { kind: 'case', columns: ['last'], to: 'upper' },
    { kind: 'join', columns: ['name'], separator: '', into: 'city' },
  ];
  const copied = copiedSteps(steps, ['name'], ['title'], columns, []);
  expect(copied).toEqual([{ kind: 'accents', columns: ['title', 'city'] }, { ...steps[2], columns: ['title'] }, steps[3]]);
  expect(copiedSteps(steps, ['name'], ['title'], columns, copied)).toEqual(copied);
});

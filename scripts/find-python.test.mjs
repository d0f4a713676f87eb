import { expect, test } from 'vitest';
import { isNewEnough, pythonCandidates } from './find-python.mjs';

test('a named Python is the only candidate, an empty name is none', () => {
  expect(pythonCandidates('linux', { ROWLINK_PYTHON: '/opt/python' })).toEqual([['/opt/python']]);
  expect(pythonCandidates('linux', { ROWLINK_PYTHON: '' })[0]).toEqual(['python3']);
});

test('windows: its launcher comes first', () => {
  expect(pythonCandidates('win32', {})[0]).toEqual(['py', '-3']);
  expect(pythonCandidates('darwin', {})).not.toContainEqual(['py', '-3']);
});

test('only versions that the locks know', () => {
  expect(['3 11\n', '3 12', '3 14'].map(isNewEnough)).toEqual([true, true, true]);
  expect(['3 10\n', '2 7', '4 0', '', 'Python was not found', null].map(isNewEnough)).toEqual(Array(6).fill(false));
});

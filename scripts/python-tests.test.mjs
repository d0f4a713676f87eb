import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countMissing, PYTHON_PROJECTS, pythonOf } from './python-tests.mjs';
import { ROOT } from './tools.mjs';

test('what cannot run fails unattended and is skipped for others', () => {
  expect(countMissing({ CI: '1' })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countMissing({ CI: '' })).toEqual({ passed: 0, failed: 0, skipped: 1 });
  expect(countMissing({})).toEqual({ passed: 0, failed: 0, skipped: 1 });
});

test('the Python of an environment', () => {
  expect(pythonOf('env', 'linux')).toBe(join('env', 'bin', 'python'));
  expect(pythonOf('env', 'win32')).toBe(join('env', 'Scripts', 'python.exe'));
});

test.each(PYTHON_PROJECTS)('%s has what its tests need', (project) => {
  for (const part of ['requirements-tests.txt', 'pyproject.toml', 'tests'])
    expect(existsSync(join(ROOT, project, part))).toBe(true);
});

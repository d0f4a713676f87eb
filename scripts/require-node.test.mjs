import { expect, test } from 'vitest';
import { isNodeRecentEnough } from './require-node.mjs';

test.each([
  ['v20.19.0', true],
  ['v20.20.2', true],
  ['v22.0.0', true],
  ['v100.1.0', true],
  ['v20.18.9', false],
  ['v20.9.0', false],
  ['v18.20.0', false],
  ['v9.99.0', false],
])('%s: %s', (version, expected) => {
  expect(isNodeRecentEnough(version)).toBe(expected);
});

import { expect, it } from 'vitest';
import { readHashes } from './script-hashes';

it('reads paths with their hashes as addresses of the folder of the page, wherever that lies', () => {
  const hashes = readHashes('assets/a-1.js sha384-AAA assets/b c', 'https://intranet.example/tools/rowlink/index.html#/review');
  expect([...hashes]).toEqual([
    ['https://intranet.example/tools/rowlink/assets/a-1.js', 'sha384-AAA'],
    ['https://intranet.example/tools/rowlink/assets/b', 'c'],
  ]);
  expect(readHashes('', 'https://intranet.example/').size).toBe(0);
  expect(readHashes('assets/without-a-hash.js', 'https://intranet.example/').size).toBe(0);
});

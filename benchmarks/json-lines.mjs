import { existsSync, readFileSync } from 'node:fs';

/** Values of a file with one JSON value a line; none where there is no file. @param {string | undefined} path */
export function readJsonLines(path) {
  if (!path || !existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

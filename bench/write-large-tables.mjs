import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { largeCsv, largeWorkbook } from './large-tables.mjs';

/**
 * @param {string} path
 * @param {number} rows
 */
export function writeLargeCsv(path, rows) {
  const file = openSync(path, 'w');
  for (const text of largeCsv(rows)) writeSync(file, text);
  closeSync(file);
}

/**
 * @param {string} path
 * @param {number} rows
 */
export const writeLargeWorkbook = (path, rows) => writeFileSync(path, largeWorkbook(rows));

import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Papa from 'papaparse';

/**
 * @typedef {{ file: string, columns: string[], rows: string[][] }} CsvTable  every row as long as `columns`
 */

/**
 * A CSV file with headers in its first row. A byte order mark, CRLF or LF, quoted line breaks and rows of another length are taken;
 * blank lines are not rows. Column names are trimmed and, where they repeat, numbered as the product does it.
 *
 * @param {string} path
 * @returns {CsvTable}
 */
export function readCsv(path) {
  const file = basename(path);
  if (!existsSync(path)) throw new Error(`${file} is missing.`);
  const text = new TextDecoder('utf-8').decode(readFileSync(path));
  const { data } = Papa.parse(text, { delimiter: ',', skipEmptyLines: true });
  const [headers, ...body] = data;
  if (headers === undefined) throw new Error(`${file} is empty.`);
  const columns = nameColumns(headers);
  const rows = body.map((cells) => columns.map((_, at) => cells[at] ?? ''));
  return { file, columns, rows };
}

function nameColumns(headers) {
  const used = new Set();
  return headers.map((header, at) => {
    const base = tidyName(header) || `Column ${at + 1}`;
    let name = base;
    for (let count = 2; used.has(name); count++) name = `${base} (${count})`;
    used.add(name);
    return name;
  });
}

/** A column name without white space at its ends and with single spaces inside. */
export const tidyName = (name) => name.replace(/[\s\u00a0\ufeff]+/gu, ' ').trim();

/** Cells of a column, by the first of `names` that the table has, else by its place. */
export function cellsOf(table, names, place) {
  const named = names.map((name) => table.columns.findIndex((column) => column.toLowerCase() === name)).find((at) => at >= 0);
  const at = named ?? place;
  if (at >= table.columns.length) throw new Error(`${table.file} has no column ${names[0]}.`);
  return table.rows.map((row) => row[at].trim());
}

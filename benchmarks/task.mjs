import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { pairKey } from './metrics.mjs';

/** Kinds that are a linkage of two tables. */
const LINKAGES = new Set(['link', 'aggregate']);

const readRecords = (text) => Papa.parse(text, { header: true, skipEmptyLines: true, delimiter: ',' }).data;

/** Names of the linkage tasks in a folder that holds one folder a task, each with `task.json`. */
export function listTasks(dataFolder) {
  return readdirSync(dataFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => LINKAGES.has(readSpec(dataFolder, name).kind))
    .sort();
}

const readSpec = (dataFolder, name) => JSON.parse(readFileSync(join(dataFolder, name, 'task.json'), 'utf8'));

/**
 * A linkage task: both tables as text, columns to compare, and the truth as pairs of 0-based rows.
 *
 * @param {string} dataFolder
 * @param {string} name
 */
export function readTask(dataFolder, name) {
  const read = (file) => readFileSync(join(dataFolder, name, file), 'utf8');
  const spec = readSpec(dataFolder, name);
  const left = read('left.csv');
  const right = read('right.csv');
  const leftRows = rowsById(left);
  const rightRows = rowsById(right);
  const truth = new Set(
    readRecords(read('truth.csv')).map((pair) => pairKey(leftRows.get(pair.left_id), rightRows.get(pair.right_id))),
  );
  const columns = spec.match_columns;
  const on = Array.isArray(columns) ? { leftOn: columns, rightOn: columns } : { leftOn: columns.left, rightOn: columns.right };
  return {
    name,
    kind: spec.kind,
    cardinality: spec.cardinality,
    ...on,
    left,
    right,
    truth,
    rows: leftRows.size + rightRows.size,
  };
}

const rowsById = (csv) => new Map(readRecords(csv).map((record, row) => [record.id, row]));

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairKey } from './metrics.mjs';
import { cellsOf, readCsv, tidyName } from './read-csv.mjs';

/** Kinds that can be measured, by the words that folders use for them. */
const KINDS = new Map([
  ['link', 'link'],
  ['linkage', 'link'],
  ['aggregate', 'aggregate'],
  ['dedup', 'dedup'],
  ['dedupe', 'dedup'],
  ['deduplicate', 'dedup'],
  ['cluster', 'dedup'],
  ['pairs', 'pairs'],
  ['classify', 'classify'],
  ['classification', 'classify'],
]);

/** Names of the tasks in a folder that holds one folder a task, each with `task.json`. */
export function listTasks(dataFolder) {
  return readdirSync(dataFolder, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && existsSync(join(dataFolder, entry.name, 'task.json')))
    .map((entry) => entry.name)
    .sort();
}

/** The kind of a task; null with the word that the folder uses where it is none that can be measured. */
export function kindOf(dataFolder, name) {
  const word = String(readSpec(dataFolder, name).kind ?? '').trim();
  return { word, kind: KINDS.get(word.toLowerCase()) ?? null };
}

/**
 * A task as `task.d.mts` describes it, rows by their 0-based place. What is odd but can be worked with is told in `warnings`.
 *
 * @param {string} dataFolder
 * @param {string} name
 */
export function readTask(dataFolder, name) {
  const spec = readSpec(dataFolder, name);
  const { kind, word } = kindOf(dataFolder, name);
  if (kind === null) throw new Error(`There is no way to measure a task of the kind “${word}”.`);
  const read = (file) => readCsv(join(dataFolder, name, file));
  const task = { name, kind, languages: spec.languages ?? [], warnings: [] };
  if (kind === 'dedup') return readDedup(task, spec, read);
  if (kind === 'classify') return readClassify(task, spec, read);
  return kind === 'pairs' ? readPairs(task, spec, read) : readLinkage(task, spec, read);
}

/** The same for a task that is known to be a linkage. */
export function readLinkageTask(dataFolder, name) {
  const task = readTask(dataFolder, name);
  if (task.kind !== 'link' && task.kind !== 'aggregate') throw new Error(`${name} is no linkage of two tables.`);
  return task;
}

function readSpec(dataFolder, name) {
  const path = join(dataFolder, name, 'task.json');
  if (!existsSync(path)) throw new Error('task.json is missing.');
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(readFileSync(path)));
  } catch (cause) {
    throw new Error(`task.json is not valid JSON: ${cause.message}`, { cause });
  }
}

function readLinkage(task, spec, read) {
  const left = readTable(task, read('left.csv'));
  const right = readTable(task, read('right.csv'));
  const file = read('truth.csv');
  const pairs = knownPairs(task, file, left, right);
  if (pairs.length === 0) throw new Error('truth.csv names no row of left.csv together with one of right.csv.');
  const { leftOn, rightOn } = comparedColumns(spec, left, right);
  return {
    ...task,
    cardinality: readCardinality(spec.cardinality, pairs),
    leftOn,
    rightOn,
    left: left.table,
    right: right.table,
    truth: new Set(pairs.map(([leftRow, rightRow]) => pairKey(leftRow, rightRow))),
    rows: left.table.rows.length + right.table.rows.length,
  };
}

function readPairs(task, spec, read) {
  const left = readTable(task, read('left.csv'));
  const right = readTable(task, read('right.csv'));
  const file = read('pairs.csv');
  const labels = cellsOf(file, ['label'], 2);
  const splits = splitsOf(file);
  const pairs = knownPairs(task, file, left, right).map(([leftRow, rightRow, at]) => ({
    left: leftRow,
    right: rightRow,
    isMatch: isYes(labels[at]),
    split: splits?.[at] ?? null,
  }));
  if (pairs.length === 0) throw new Error('pairs.csv names no row of left.csv together with one of right.csv.');
  return { ...task, ...comparedColumns(spec, left, right), left: left.table, right: right.table, pairs, rows: pairs.length };
}

function readDedup(task, spec, read) {
  const records = readTable(task, read('records.csv'));
  const file = read('clusters.csv');
  const clusterOf = new Array(records.table.rows.length).fill(null);
  const clusters = cellsOf(file, ['cluster_id', 'cluster'], 1);
  cellsOf(file, ['id', 'record_id'], 0).forEach((id, at) => {
    const row = records.rowOf.get(id);
    if (row !== undefined) clusterOf[row] = clusters[at];
  });
  const alone = clusterOf.filter((cluster) => cluster === null).length;
  if (alone === clusterOf.length) throw new Error('clusters.csv names no row of records.csv.');
  if (alone > 0) task.warnings.push(`${alone} rows are in no cluster of clusters.csv; each counts as one of its own.`);
  const on = columnsOf(spec.match_columns, records);
  return {
    ...task,
    on,
    records: records.table,
    clusterOf: clusterOf.map((cluster, row) => cluster ?? `row ${row}`),
    rows: clusterOf.length,
  };
}

function readClassify(task, spec, read) {
  const records = readTable(task, read('records.csv'));
  const file = read('labels.csv');
  const labels = new Array(records.table.rows.length).fill(null);
  const splits = new Array(labels.length).fill(null);
  const given = cellsOf(file, ['label'], 1);
  const splitOf = splitsOf(file);
  cellsOf(file, ['id', 'record_id'], 0).forEach((id, at) => {
    const row = records.rowOf.get(id);
    if (row === undefined) return;
    labels[row] = given[at];
    splits[row] = splitOf?.[at] ?? null;
  });
  const missing = labels.filter((label) => label === null).length;
  if (missing === labels.length) throw new Error('labels.csv names no row of records.csv.');
  if (missing > 0) task.warnings.push(`${missing} rows have no label in labels.csv and are left out.`);
  return { ...task, on: columnsOf(spec.match_columns, records), records: records.table, labels, splits, rows: labels.length };
}

/** A table with the rows of its ids; the first row of an id that repeats. */
function readTable(task, { file, columns, rows }) {
  if (rows.length === 0) throw new Error(`${file} has no rows.`);
  const table = { file, columns, rows };
  const rowOf = new Map();
  cellsOf(table, ['id'], 0).forEach((id, row) => {
    if (!rowOf.has(id)) rowOf.set(id, row);
  });
  const repeated = rows.length - rowOf.size;
  if (repeated > 0) task.warnings.push(`${repeated} ids of ${file} repeat; the truth is taken to mean the first row of each.`);
  return { table: { file, columns, rows }, rowOf };
}

/** Pairs of rows with their place in the file; those that name no row are left out and told. */
function knownPairs(task, file, left, right) {
  const rightIds = cellsOf(file, ['right_id', 'right'], 1);
  const pairs = cellsOf(file, ['left_id', 'left'], 0).map((id, at) => [left.rowOf.get(id), right.rowOf.get(rightIds[at]), at]);
  const known = pairs.filter(([leftRow, rightRow]) => leftRow !== undefined && rightRow !== undefined);
  const unknown = pairs.length - known.length;
  if (unknown > 0) task.warnings.push(`${unknown} pairs of ${file.file} name a row that is not in the tables and are left out.`);
  return known;
}

function splitsOf(file) {
  const at = file.columns.findIndex((column) => column.toLowerCase() === 'split');
  return at < 0 ? null : file.rows.map((row) => row[at].trim().toLowerCase());
}

const isYes = (label) => !['', '0', '0.0', 'false', 'no', 'non-match'].includes(label.toLowerCase());

/** `match_columns` as one list for both sides or as `{ left, right }`; a single name is a list of one. */
function comparedColumns(spec, left, right) {
  const { match_columns: columns } = spec;
  const isSided = typeof columns === 'object' && columns !== null && !Array.isArray(columns);
  return {
    leftOn: columnsOf(isSided ? columns.left : columns, left),
    rightOn: columnsOf(isSided ? columns.right : columns, right),
  };
}

function columnsOf(columns, { table }) {
  const names = (typeof columns === 'string' ? [columns] : (columns ?? [])).map((name) => tidyName(String(name)));
  if (names.length === 0) throw new Error('task.json names no match_columns.');
  for (const name of names) {
    if (!table.columns.includes(name))
      throw new Error(`${table.file} has no column “${name}”; it has ${table.columns.join(', ')}.`);
  }
  return names;
}

/**
 * `1:1`, `1:m`, `m:1` or `m:m` out of the usual ways to write it (`1-n`, `many_to_one`, `N:1` …), else out of the truth itself.
 *
 * @param {unknown} written
 * @param {readonly (readonly number[])[]} pairs  of left and right rows
 */
export function readCardinality(written, pairs) {
  const sides = String(written ?? '')
    .toLowerCase()
    .replace(/to/g, ':')
    .split(/[^a-z0-9*]+/)
    .filter((side) => side !== '');
  const read = sides.map((side) => (/^(1|one)$/.test(side) ? '1' : /^([mn*]|many)$/.test(side) ? 'm' : null));
  if (read.length === 2 && !read.includes(null)) return read.join(':');
  const side = (at) => new Set(pairs.map((pair) => pair[at])).size < new Set(pairs.map(([a, b]) => pairKey(a, b))).size;
  return `${side(1) ? 'm' : '1'}:${side(0) ? 'm' : '1'}`;
}

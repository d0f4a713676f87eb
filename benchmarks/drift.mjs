// Warnings about tables that look different: how often of two random halves of one table, and how often of tables of two tasks.
// node benchmarks/drift.mjs --data DIR
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { productCode } from './product-code.mjs';
import { readCsv } from './read-csv.mjs';
import { listTasks } from './task.mjs';

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (!values.data || !existsSync(values.data)) {
  console.error('Say where the tasks are: node benchmarks/drift.mjs --data DIR');
  process.exit(1);
}
const HALVINGS = 20;
const LEAST_ROWS = 200;

const { comparePortraits, portrayTexts, createRandom } = await productCode('benchmarks/drift-code.ts');
const tables = listTasks(values.data).flatMap((task) =>
  ['left.csv', 'right.csv', 'records.csv'].flatMap((file) => {
    const path = join(values.data, task, file);
    if (!existsSync(path)) return [];
    const { columns, rows } = readCsv(path);
    if (rows.length < LEAST_ROWS) return [];
    // The first column is an id.
    const compared = columns.slice(1).map((name, at) => ({ name, cells: rows.map((cells) => cells[at + 1]) }));
    return [{ task, file, columns: compared }];
  }),
);

const halves = { pairs: 0, named: 0 };
for (const { columns } of tables) {
  for (let seed = 1; seed <= HALVINGS; seed++) {
    const { uniform } = createRandom(seed);
    const isFirst = columns[0].cells.map(() => uniform() < 0.5);
    const half = (wanted) =>
      portrayTexts(columns.map(({ name, cells }) => ({ name, cells: cells.filter((_, row) => isFirst[row] === wanted) })));
    halves.pairs++;
    if (comparePortraits(half(true), half(false)).length > 0) halves.named++;
  }
}

const others = { pairs: 0, named: 0, quiet: [] };
for (const a of tables) {
  for (const b of tables) {
    const shared = a.columns.filter(({ name }) => b.columns.some((column) => column.name === name)).map(({ name }) => name);
    if (a.task === b.task || shared.length === 0) continue;
    const portrait = ({ columns }) => portrayTexts(columns.filter(({ name }) => shared.includes(name)));
    others.pairs++;
    if (comparePortraits(portrait(a), portrait(b)).length > 0) others.named++;
    else others.quiet.push(`${a.task}/${a.file} and ${b.task}/${b.file}`);
  }
}
console.log(`${tables.length} tables of ${LEAST_ROWS} rows or more`);
console.log(`two random halves: ${halves.named} of ${halves.pairs} pairs are named`);
console.log(`two tasks, columns of the same name: ${others.named} of ${others.pairs} pairs are named`);
for (const pair of others.quiet) console.log(`  not named: ${pair}`);

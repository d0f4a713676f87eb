import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDataset } from '../files/read-dataset';
import { DEFAULT_MATCH_SETTINGS } from '../model/settings';
import type { Dataset, Job } from '../model/types';
import { cellReader } from '../table/cells';
import { DEFAULT_STACK, stackTables } from '../table/stack';
import { pythonScript } from './python-script';
import type { Recipe } from './recipe';

const PYTHON = process.env.ROWLINK_PYTHON ?? 'python3';
const hasPandas = spawnSync(PYTHON, ['-c', 'import pandas']).status === 0;
if (!hasPandas) console.warn('pandas is not here: whether scripts stack files as Rowlink does is not looked at');

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const folder = mkdtempSync(join(tmpdir(), 'stacked-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES = [
  ['shops-2026-01.csv', 'id,Name,town\n001,"Dr. ""Nord""",Lyon\n\n002,Blue,\n'],
  ['shops-2026-02.csv', 'id;name ;town\n003;Zoë;Nice\n'],
  ['shops-2026-03.csv', 'Notes\nid,Name,Country\n004,NA,1E5\n'],
] as const;

const stacked = async (): Promise<Dataset> =>
  stackTables(
    await Promise.all(
      FILES.map(async ([name, text]) => ({
        label: name,
        dataset: await readDataset({ name, blob: new Blob([text]) }, name.includes('03') ? { headerRow: 1 } : {}, job),
      })),
    ),
    DEFAULT_STACK,
  );

/** @param within the folder that its files are named with */
const recipeOf = (dataset: Dataset, within: string): Recipe => ({
  format: 'rowlink-recipe',
  version: 1,
  app: '0.1.0',
  savedAt: '',
  name: '',
  tables: {
    left: {
      file: '',
      columns: [],
      recordId: null,
      reading: {},
      stack: {
        settings: DEFAULT_STACK,
        isSheets: false,
        parts: dataset.source.parts!.map(({ fileName, label, format, encoding, delimiter = null, sheet, headerRow = null }) => ({
          file: join(within, fileName),
          label,
          found: { format, encoding, delimiter, sheet, headerRow },
        })),
      },
    },
    right: null,
  },
  settings: { ...DEFAULT_MATCH_SETTINGS, task: 'deduplicate', on: { left: ['Name'], right: ['Name'] } },
  thresholdUsed: 0.5,
  model: { id: 'rowlink-small', sha256: null },
});

/** The table that the script reads, as JSON. */
function readByScript(script: string, path: string | null): unknown {
  const call = `read_stack(${path === null ? 'None' : JSON.stringify(path)}, LEFT_PARTS, LEFT_ARE_SHEETS, LEFT_SOURCE_COLUMN, LEFT_ROW_COLUMN)`;
  const code = `import json, sys; scope = {"__name__": "script"}; exec(sys.stdin.read(), scope); df = eval(${JSON.stringify(call)}, scope); print(json.dumps([list(df.columns)] + df.values.tolist()))`;
  const ran = spawnSync(PYTHON, ['-c', code], { input: script.replace(/^import linktransformer.*$/mu, ''), encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout);
}

describe.skipIf(!hasPandas)('a recipe of stacked files as a Python script', () => {
  it('reads and stacks the same rows, columns and sources, also those of a folder', async () => {
    for (const [name, text] of FILES) writeFileSync(join(folder, name), text);
    const dataset = await stacked();
    const readers = dataset.columns.map((_, column) => cellReader(dataset, column));
    const rows = Array.from({ length: dataset.rowCount }, (_, row) => readers.map((cellOf) => cellOf(row)));
    const expected = [dataset.columns.map(({ name }) => name), ...rows];
    expect(rows).toHaveLength(4);
    expect(readByScript(pythonScript(recipeOf(dataset, folder)), null)).toEqual(expected);
    expect(readByScript(pythonScript(recipeOf(dataset, '')), folder)).toEqual(expected);
  });
});

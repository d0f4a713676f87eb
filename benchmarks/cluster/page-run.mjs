// Runs public tasks by the page's own code, for `cluster/bench/against_page.py` and `cluster/tests/test_tasks.py` to hold the cluster's Python against.
//   node benchmarks/cluster/page-run.mjs [--model ID] DATA_DIR OUT_DIR TASK…
// ID is a folder of public/models, rowlink-small where none is given.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import { productCode } from '../product-code.mjs';

const CARDINALITIES = { '1:1': 'one-to-one', '1:m': 'one-to-many', 'm:1': 'many-to-one' };

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string', default: 'rowlink-small' } },
});
const [dataDir, outDir, ...tasks] = positionals;
const { createTextEncoder, runTask } = await productCode('benchmarks/cluster/page-code.ts');
const folder = new URL(`../../public/models/${asked.model}/`, import.meta.url);
const manifest = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'));
const encode = createTextEncoder({
  manifest,
  weights: new Uint8Array(await readFile(new URL(manifest.weights, folder))),
  tokenizer: JSON.parse(await readFile(new URL('tokenizer.json', folder), 'utf8')),
});

async function columnsOf(path, names) {
  const text = (await readFile(path, 'utf8')).replace(/^\ufeff/u, '');
  const { data } = Papa.parse(text, { header: true, skipEmptyLines: true });
  return Object.fromEntries(names.map((name) => [name, data.map((row) => row[name] ?? '')]));
}

for (const task of tasks) {
  const started = performance.now();
  const { kind, cardinality, match_columns: columns } = JSON.parse(await readFile(join(dataDir, task, 'task.json'), 'utf8'));
  const on = Array.isArray(columns) ? { left: columns, right: columns } : columns;
  const isWithin = kind === 'dedup';
  const left = await columnsOf(join(dataDir, task, isWithin ? 'records.csv' : 'left.csv'), on.left);
  const right = isWithin ? null : await columnsOf(join(dataDir, task, 'right.csv'), on.right);
  const found = await runTask(
    left,
    right,
    {
      on,
      task: isWithin ? 'deduplicate' : 'link',
      cardinality: CARDINALITIES[cardinality] ?? 'many-to-many',
      model: manifest.id,
    },
    encode,
  );
  const out = join(outDir, task);
  await mkdir(out, { recursive: true });
  const { offsets, right: rightRows, similarity, lexical, matchScore } = found.candidates;
  await writeFile(
    join(out, 'page.json'),
    JSON.stringify({
      model: manifest.files[manifest.weights].sha256,
      settings: found.settings,
      left,
      right,
      texts: found.texts,
      offsets: [...offsets],
      rightRows: [...rightRows],
      similarity: [...similarity],
      lexical: [...lexical],
      matchScore: [...matchScore],
      links: found.links.map((link) => [link.left, link.right]),
    }),
  );
  for (const side of ['left', 'right'])
    await writeFile(join(out, `${side}.f32`), new Uint8Array(found.vectors[side].data.buffer));
  const seconds = (performance.now() - started) / 1000;
  console.log(task, found.links.length, 'links', seconds.toFixed(1), 's');
}

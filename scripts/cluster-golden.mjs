// Writes what the core makes of the samples and of generated tables, for the tests of the cluster's Python to agree with.
//   node scripts/cluster-golden.mjs
import { readFile, writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { productCode } from '../benchmarks/product-code.mjs';

const { goldenAliases, goldenCleaning, goldenLinkages, goldenTexts } = await productCode('src/core/definition/golden.ts');

async function sample(name) {
  const text = await readFile(new URL(`../public/samples/${name}.csv`, import.meta.url), 'utf8');
  const { data, meta } = Papa.parse(text, { header: true, skipEmptyLines: true });
  return Object.fromEntries(meta.fields.map((field) => [field, data.map((row) => row[field] ?? '')]));
}

const write = (name, value) =>
  writeFile(new URL(`../cluster/tests/golden/${name}.json`, import.meta.url), `${JSON.stringify(value)}\n`);

await write('texts', goldenTexts());
await write('cleaning', goldenCleaning());
await write('aliases', goldenAliases());
const samples = {
  companies2023: await sample('companies-2023'),
  companies2024: await sample('companies-2024'),
  places: await sample('places'),
};
for (const [name, linkage] of Object.entries(await goldenLinkages(samples))) await write(`linkage-${name}`, linkage);

const { goldenLetters } = await productCode('src/core/definition/golden-letters.ts');
await write('letters', await goldenLetters());

const { goldenVectors } = await productCode('src/core/definition/golden-vectors.ts');
const folder = new URL('../public/models/rowlink-small/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'));
await write(
  'vectors',
  await goldenVectors(
    { ...manifest, sha256: manifest.files[manifest.weights].sha256 },
    new Uint8Array(await readFile(new URL(manifest.weights, folder))),
    JSON.parse(await readFile(new URL('tokenizer.json', folder), 'utf8')),
  ),
);

// Writes `manifest.json` of an embedded model: what it is, and size and SHA-256 of each of its files.
//   node scripts/model-manifest.mjs [public/models/<id>]
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

export const MANIFEST_NAME = 'manifest.json';

/**
 * Size and SHA-256 (hex) of every file below `folder` except the manifest itself, in code unit order of the relative path.
 *
 * @param {string} folder
 * @returns {Promise<Record<string, { bytes: number, sha256: string }>>}
 */
export async function describeFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== MANIFEST_NAME)
    .sort();
  const described = await Promise.all(
    paths.map(async (path) => {
      const content = await readFile(join(folder, path));
      return [path, { bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') }];
    }),
  );
  return Object.fromEntries(described);
}

/** Manifest text for the model in `folder`; fields already set in an existing manifest are kept, the file list is made anew. */
export async function composeManifest(folder) {
  const id = basename(resolve(folder));
  const defaults = {
    id,
    title: id,
    revision: '1',
    kind: 'network',
    dtype: 'int8',
    dimensions: 384,
    maxTokens: 64,
    prefix: '',
    ends: [0, 2],
    pooling: 'graph',
    isNormalised: true,
    inputs: ['input_ids', 'attention_mask'],
    output: 'sentence_embedding',
    weights: 'onnx/model_quantized.onnx',
    weightsData: [],
    dense: [],
    tokenizer: 'unigram',
    languages: [],
    licence: 'MIT',
    source: null,
  };
  const existing = await readFile(join(folder, MANIFEST_NAME), 'utf8').then(JSON.parse, () => ({}));
  return `${JSON.stringify({ ...defaults, ...existing, files: await describeFiles(folder) }, null, 2)}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? 'public/models/rowlink-small';
  await writeFile(join(folder, MANIFEST_NAME), await composeManifest(folder));
  console.log(`${folder}/${MANIFEST_NAME} written`);
}

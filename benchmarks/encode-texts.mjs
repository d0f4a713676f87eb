// Vectors of texts, made by the product's own tokenizer and kernel in Node, for evaluations outside of a page.
//   node benchmarks/encode-texts.mjs FOLDER TEXTS.json VECTORS.f32
// FOLDER is a model folder (`linkage.json`, `tokenizer.json`, `onnx/`); TEXTS.json a list of distinct texts. Writes a vector a text,
// row-major, 32-bit floats. One thread.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { productCode } from './product-code.mjs';

const PIECES_OF_START_AND_END = [0, 2];

const [folder, textsFile, vectorsFile] = process.argv.slice(2);
if (!vectorsFile) {
  console.error('Usage: node benchmarks/encode-texts.mjs FOLDER TEXTS.json VECTORS.f32');
  process.exit(2);
}
const json = async (path) => JSON.parse(await readFile(path, 'utf8'));
const code = await productCode('benchmarks/encoding-code.ts');
const about = await json(join(folder, 'linkage.json'));
const texts = await json(textsFile);
const tokenizer = code.createUnigramTokenizer(await json(join(folder, 'tokenizer.json')));
const encoder = createEncoder(new Uint8Array(await readFile(join(folder, 'onnx', about.file))));

const hasEnds = about.add_special_tokens !== false;
const format = { maxTokens: about.max_length ?? 64, prefix: about.prefix ?? '', ends: hasEnds ? PIECES_OF_START_AND_END : null };
const pieces = texts.map((text) => code.encodePieces(text, tokenizer, format).pieces);
const { work, order } = code.arrangeWork(texts, pieces, code.keysOfTexts(texts));
const job = { signal: new AbortController().signal, progress: () => {} };
const { answer } = await code.embedWork(work, encoder, code.NO_CACHE, job);
if (answer.done !== texts.length)
  throw new Error(`Only ${answer.done} of ${texts.length} texts were embedded: ${answer.stopped}.`);

const vectors = new Float32Array(answer.data.length);
order.forEach((text, position) => {
  const from = position * answer.dimensions;
  vectors.set(answer.data.subarray(from, from + answer.dimensions), text * answer.dimensions);
});
await writeFile(vectorsFile, new Uint8Array(vectors.buffer));

function createEncoder(weights) {
  const description = { id: folder, sha256: '', dtype: 'mixed' };
  const network = code.readTransformer(weights, about.output ?? 'sentence_embedding');
  return network ? code.createTransformerEncoder(description, network) : code.createTableEncoder(description, weights);
}

// Writes `golden.json` of an embedded model: token ids of some texts and the vectors that the model gives them on WebAssembly.
// Other devices are tested against them before they are used.
//   node scripts/model-golden.mjs public/models/<id>, then scripts/model-manifest.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';

/** Twelve texts, of which two and two mean the same, so that each has one that is clearly nearest. */
const TEXTS = [
  'Germany',
  'Deutschland',
  '東京大学',
  'University of Tokyo',
  'Bank of China, Shanghai',
  '中国银行 上海',
  'Müller & Söhne Maschinenbau GmbH',
  'Mueller und Soehne Machinery Ltd',
  'heart attack',
  'infarto de miocardio',
  'Нижний Новгород',
  'Nizhny Novgorod',
];

/** The same for a model of English alone; the shortest six are three such pairs, since they are tried alone wherever the model is loaded. */
const ENGLISH_TEXTS = [
  'Germany',
  'German republic',
  'heart attack',
  'cardiac arrest',
  'live animals',
  'living animal',
  'Ceramic products and tableware',
  'Articles of clay and porcelain',
  'Müller & Söhne Engineering GmbH',
  'Mueller and Sons Engineering Ltd',
  'Hotels and restaurants',
  'Accommodation and food service activities',
];

const folder = process.argv[2] ?? 'public/models/rowlink-small';
const read = async (name) => readFile(join(folder, name));
const json = async (name) => JSON.parse(await read(name));
const manifest = await json('manifest.json');
const texts = manifest.languages.join() === 'en' ? ENGLISH_TEXTS : TEXTS;
const tokenizer = new Tokenizer(await json('tokenizer.json'), await json('tokenizer_config.json'));
env.wasm.numThreads = 1;
const session = await InferenceSession.create(await read('onnx/model_quantized.onnx'), { executionProviders: ['wasm'] });

const ids = texts.map((text) => tokenizer.encode(manifest.prefix + text).ids);
const vectors = [];
for (const list of ids) {
  const shape = [1, list.length];
  const feeds = {
    input_ids: new Tensor('int64', BigInt64Array.from(list, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(list.length).fill(1n), shape),
  };
  const { data } = (await session.run(feeds, [manifest.output]))[manifest.output];
  vectors.push(Array.from(data, (value) => Math.round(value * 1e4) / 1e4));
}
const lines = texts.map((text, at) => `  ${JSON.stringify({ text, ids: ids[at], vector: vectors[at] })}`);
await writeFile(join(folder, 'golden.json'), `[\n${lines.join(',\n')}\n]\n`);

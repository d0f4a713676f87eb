// Vectors of texts, given as ids, by a graph on onnxruntime-web in Node, one thread; and the seconds of the fastest round.
//   node benchmarks/graph-vectors.mjs GRAPH.onnx IDS.json VECTORS.f32
// IDS.json: {"ids": [[…], …], "batch": NUMBER, "rounds": NUMBER, "pad": ID}. Texts go in that order, filled up to the longest of their batch.
import { readFile, writeFile } from 'node:fs/promises';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';

const OUTPUT = 'sentence_embedding';
const [graph, idsFile, vectorsFile] = process.argv.slice(2);
if (!vectorsFile) {
  console.error('Usage: node benchmarks/graph-vectors.mjs GRAPH.onnx IDS.json VECTORS.f32');
  process.exit(2);
}
env.wasm.numThreads = 1;
const session = await InferenceSession.create(await readFile(graph), { executionProviders: ['wasm'] });
const { ids, batch, rounds, pad } = JSON.parse(await readFile(idsFile, 'utf8'));
const batches = [];
for (let at = 0; at < ids.length; at += batch) batches.push(toFeeds(ids.slice(at, at + batch)));

let seconds = Number.POSITIVE_INFINITY;
let made = [];
for (let round = 0; round < rounds; round++) {
  const started = process.cpuUsage();
  made = [];
  for (const feeds of batches) made.push((await session.run(feeds, [OUTPUT]))[OUTPUT].data.slice());
  const { user, system } = process.cpuUsage(started);
  seconds = Math.min(seconds, (user + system) / 1e6);
}
await writeFile(vectorsFile, Buffer.concat(made.map((data) => new Uint8Array(data.buffer))));
console.log(JSON.stringify({ texts: ids.length, seconds }));

function toFeeds(lists) {
  const width = Math.max(...lists.map(({ length }) => length));
  const input = new BigInt64Array(lists.length * width).fill(BigInt(pad));
  const mask = new BigInt64Array(lists.length * width);
  lists.forEach((list, row) => {
    list.forEach((id, at) => {
      input[row * width + at] = BigInt(id);
      mask[row * width + at] = 1n;
    });
  });
  const shape = [lists.length, width];
  return { input_ids: new Tensor('int64', input, shape), attention_mask: new Tensor('int64', mask, shape) };
}

import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as runtime from 'onnxruntime-web/wasm';
import { fetchManifest, fetchModelFile, loadTokenizer } from '../src/adapters/model-files';
import { createOnnxEncoder } from '../src/adapters/onnx-encoder';
import { createWasmEncoder } from '../src/adapters/wasm-encoder';
import { keysOfTexts } from '../src/core/model/text-key';
import { NO_CACHE } from '../src/core/vectors/encoder';
import { arrangeWork, countGroups, encodePieces } from '../src/core/vectors/encoding-work';
import { createTableEncoder } from '../src/core/vectors/table-encoder';
import { bestMultiplication } from '../src/core/vectors/transformer/transformer-kernels';
import { embedWork } from '../src/jobs/embed-work';
import { companyNames } from './company-names.mjs';
import { defineBench } from './harness/bench';

const PAD = 1;
const UNSORTED_ROWS = 32;
const quiet = { signal: new AbortController().signal, progress: () => {} };

type Batch = { readonly ids: runtime.Tensor; readonly mask: runtime.Tensor };

/** A batch of texts as tensors, padded to the longest. */
function toBatch(lists: readonly (readonly number[])[]): Batch {
  const width = Math.max(...lists.map(({ length }) => length));
  const ids = new BigInt64Array(lists.length * width).fill(BigInt(PAD));
  const mask = new BigInt64Array(lists.length * width);
  lists.forEach((list, row) => {
    list.forEach((id, at) => {
      ids[row * width + at] = BigInt(id);
      mask[row * width + at] = 1n;
    });
  });
  const shape = [lists.length, width];
  return { ids: new runtime.Tensor('int64', ids, shape), mask: new runtime.Tensor('int64', mask, shape) };
}

/**
 * The product's way from tokens to vectors, on its own kernel and on ONNX Runtime, beside a bare loop of `session.run` over the same
 * batches, ready-made; the same loop over texts as they come, 32 padded ones at a time; and the quick model. One thread. `--set rows=N`, `--set model=me5-small-96k`.
 */
export default defineBench({
  title: 'From tokens to vectors',
  unit: 'texts',
  rounds: 3,
  async prepare({ root, number, text, log }) {
    runtime.env.wasm.wasmPaths = { wasm: new URL(wasmUrl, globalThis.location.href).href };
    runtime.env.wasm.numThreads = 1;
    const open = async (model: string) => {
      const address = { model, modelRoot: `${root}models/${model}/` };
      const manifest = await fetchManifest(address);
      const weights = new Uint8Array(await fetchModelFile(address, manifest, manifest.weights));
      return { manifest, weights, tokenizer: await loadTokenizer(address, manifest) };
    };
    const texts = [...new Set(companyNames(number('rows', 1000)).left)];
    const workOf = ({ manifest, tokenizer }: Awaited<ReturnType<typeof open>>) => {
      const pieces = texts.map((one) => encodePieces(one, tokenizer, manifest).pieces);
      return { pieces, ...arrangeWork(texts, pieces, keysOfTexts(texts)) };
    };
    const network = await open(text('model', 'rowlink-small'));
    const { manifest } = network;
    const { work, order, pieces } = workOf(network);
    const encoder = await createWasmEncoder(manifest, network.weights, async () => runtime);
    const onnxEncoder = await createOnnxEncoder(runtime, manifest, network.weights, 'wasm');
    const session = await runtime.InferenceSession.create(network.weights, { executionProviders: ['wasm'] });
    const ready = Array.from({ length: countGroups(work) }, (_, group) =>
      toBatch([...order.subarray(work.groupStarts[group], work.groupStarts[group + 1])].map((at) => pieces[at]![0]!)),
    );
    const asTheyCome = Array.from({ length: Math.ceil(texts.length / UNSORTED_ROWS) }, (_, batch) =>
      toBatch(pieces.slice(batch * UNSORTED_ROWS, (batch + 1) * UNSORTED_ROWS).map(([piece]) => piece!)),
    );
    const loop = async (batches: readonly Batch[]): Promise<void> => {
      for (const { ids, mask } of batches) await session.run({ input_ids: ids, attention_mask: mask }, [manifest.output]);
    };
    const quick = await open('rowlink-instant');
    const quickWork = workOf(quick).work;
    const quickEncoder = createTableEncoder({ id: 'rowlink-instant', sha256: '', dtype: 'int8' }, quick.weights);
    log(`${texts.length} texts, ${(work.ids.length / texts.length).toFixed(1)} tokens each, ${ready.length} batches`);
    return {
      count: texts.length,
      variants: {
        'bare loop, same batches': () => loop(ready),
        [`product (${encoder.runtime === 'own' ? bestMultiplication() : 'ONNX Runtime'})`]: () =>
          embedWork(work, encoder, NO_CACHE, quiet),
        'product, on ONNX Runtime': () => embedWork(work, onnxEncoder, NO_CACHE, quiet),
        'bare loop, unsorted and padded': () => loop(asTheyCome),
        'rowlink-instant': () => embedWork(quickWork, quickEncoder, NO_CACHE, quiet),
      },
      dispose: async () => {
        await encoder.dispose();
        await onnxEncoder.dispose();
        await session.release();
      },
    };
  },
});

import { fetchManifest, fetchModelFile, loadTokenizer } from '../src/adapters/model-files';
import { createWasmEncoder } from '../src/adapters/wasm-encoder';
import { keysOfTexts } from '../src/core/model/text-key';
import { NO_CACHE } from '../src/core/vectors/encoder';
import { arrangeWork, encodePieces } from '../src/core/vectors/encoding-work';
import { embedWork } from '../src/jobs/embed-work';
import { companyNames } from './company-names.mjs';
import { defineBench } from './harness/bench';

const quiet = { signal: new AbortController().signal, progress: () => {} };

const noRuntime = async (): Promise<never> => {
  throw new Error('This model does not run on the kernel of the product.');
};

/**
 * Encoders beside each other in one page and one run, on the product's own kernel, one thread: from tokens to vectors.
 * `--set models=ID,ID…` names those of public/models; one written `data/ID` is a folder in `--data DIR` (manifest.json, tokenizer.json, onnx).
 */
export default defineBench({
  title: 'Encoders beside each other',
  unit: 'texts',
  rounds: 5,
  async prepare({ root, data, number, text, log }) {
    const texts = [...new Set(companyNames(number('rows', 500)).left)];
    const open = async (name: string) => {
      const id = name.replace(/^data\//u, '');
      const modelRoot = id === name ? `${root}models/${id}/` : `${data}${id}/`;
      const address = { model: id, modelRoot };
      const manifest = await fetchManifest(address);
      const tokenizer = await loadTokenizer(address, manifest);
      const pieces = texts.map((one) => encodePieces(one, tokenizer, manifest).pieces);
      const { work } = arrangeWork(texts, pieces, keysOfTexts(texts));
      const weights = new Uint8Array(await fetchModelFile(address, manifest, manifest.weights));
      const encoder = await createWasmEncoder(manifest, weights, noRuntime);
      log(`${name}: ${(work.ids.length / texts.length).toFixed(1)} tokens a text`);
      return { name, work, encoder };
    };
    const opened: Awaited<ReturnType<typeof open>>[] = [];
    for (const name of text('models', 'me5-small-96k,rowlink-small').split(',')) opened.push(await open(name));
    return {
      count: texts.length,
      variants: Object.fromEntries(
        opened.map(({ name, work, encoder }) => [name, () => embedWork(work, encoder, NO_CACHE, quiet)]),
      ),
      dispose: async () => {
        for (const { encoder } of opened) await encoder.dispose();
      },
    };
  },
});

import { fetchManifest, fetchModelFile, loadTokenizer } from '../src/adapters/model-files';
import { NO_CACHE } from '../src/core/vectors/encoder';
import { createTableEncoder } from '../src/core/vectors/table-encoder';
import { embedWork } from '../src/jobs/embed-work';
import { planEmbedding } from '../src/jobs/plan-embedding';
import { companyNames } from './company-names.mjs';
import { defineBench } from './harness/bench';

const MODEL = 'rowlink-instant';
const quiet = { signal: new AbortController().signal, progress: () => {} };

/**
 * The instant model from texts to vectors, one thread: `plan` makes texts alike, takes each once, computes its key, cuts it into tokens
 * and puts all in order; `embed` adds the tokens' vectors up. The tokenizer has been loaded, and is new in each round. `--set rows=N`.
 */
export default defineBench({
  title: 'From texts to vectors with the instant model',
  unit: 'rows',
  rounds: 5,
  async prepare({ root, number, log }) {
    const address = { model: MODEL, modelRoot: `${root}models/${MODEL}/` };
    const manifest = await fetchManifest(address);
    const weights = new Uint8Array(await fetchModelFile(address, manifest, manifest.weights));
    const encoder = createTableEncoder({ id: MODEL, sha256: '', dtype: manifest.dtype }, weights);
    const { left: texts } = companyNames(number('rows', 100_000));
    const model = { id: MODEL, sha256: '', dtype: manifest.dtype, device: 'wasm' } as const;
    const tokenizers = await Promise.all(Array.from({ length: 12 }, () => loadTokenizer(address, manifest)));
    const plan = async (tokenizer: (typeof tokenizers)[number]) =>
      (await planEmbedding(texts, model, manifest, async () => tokenizer, NO_CACHE, quiet)).answer.work;
    const work = await plan(tokenizers[0]!);
    log(`${texts.length} rows, ${(work.ids.length / texts.length).toFixed(1)} tokens each`);
    let round = 0;
    return {
      count: texts.length,
      variants: {
        'texts to vectors': async () => {
          await embedWork(await plan(tokenizers[round++ % tokenizers.length]!), encoder, NO_CACHE, quiet);
        },
        'tokens to vectors only': () => embedWork(work, encoder, NO_CACHE, quiet),
      },
      dispose: () => encoder.dispose(),
    };
  },
});

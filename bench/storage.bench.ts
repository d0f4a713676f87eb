import { openVectorCache } from '../src/adapters/dexie/vector-cache';
import { KEY_WORDS, keysOfTexts } from '../src/core/model/text-key';
import { companyNames, seededRandom } from './company-names.mjs';
import { defineBench } from './harness/bench';

const DIMENSIONS = 256;
const BLOCK_TEXTS = 1024;

/** The vector cache in IndexedDB, a block at a time as runs keep it: what a warm start saves embedding for. */
export default defineBench({
  title: 'Vectors kept and found again',
  unit: 'vectors',
  async prepare({ number }) {
    const rows = number('rows', 20_000);
    const cache = await openVectorCache();
    if (!cache.isAvailable) throw new Error('There is no IndexedDB here.');
    const keys = keysOfTexts(companyNames(rows).left);
    const random = seededRandom(5);
    const data = Float32Array.from({ length: rows * DIMENSIONS }, random);
    let kept = 0;
    const keep = async (model: string): Promise<void> => {
      for (let from = 0; from < rows; from += BLOCK_TEXTS) {
        const to = Math.min(rows, from + BLOCK_TEXTS);
        const vectors = data.subarray(from * DIMENSIONS, to * DIMENSIONS);
        await cache.keep(model, keys.slice(from * KEY_WORDS, to * KEY_WORDS), DIMENSIONS, vectors);
      }
    };
    await keep('found');
    return {
      count: rows,
      variants: {
        keep: () => keep(`round ${kept++}`),
        'find keys': () => cache.find('found', keys),
        'find and read': async () => {
          for (const { block, rows: found } of await cache.find('found', keys)) await cache.read(block, found);
        },
      },
      figures: async () => {
        const hits = await cache.find('found', keys);
        return { 'share found': hits.reduce((sum, hit) => sum + hit.texts.length, 0) / rows };
      },
    };
  },
});

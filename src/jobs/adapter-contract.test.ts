import { afterAll, expect, it } from 'vitest';
import { DEFAULT_MATCH_SETTINGS } from '../core/model/settings';
import { datasetOf } from '../core/text/text-fixture';
import { sealAdapter } from '../core/tuning/adapter-file';
import { adapterParts } from '../core/tuning/adapter-fixture';
import { type ClientPort, createClient } from '../rpc/client';
import { type ServerPort, serve } from '../rpc/serve';
import { adaptVectors } from './adapt-shard';
import { createSearchHandlers } from './find-candidates';
import { hashVector } from './hash-embedder';

const { port1, port2 } = new MessageChannel();
const port: ClientPort = {
  postMessage: (message, transfer) => port1.postMessage(message, transfer),
  terminate: () => port1.close(),
  onmessage: null,
  onmessageerror: null,
  onerror: null,
};
port1.onmessage = (event) => port.onmessage?.(event);
serve(port2 as unknown as ServerPort, { ...createSearchHandlers(), adaptVectors });
const worker = createClient(port);
afterAll(() => port1.close());

const adapter = sealAdapter(adapterParts(16, 4, null, 1));
const settings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['text'], right: ['text'] }, score: 'dense' } as const;
const names = ['acme works', 'beta ltd', 'delta', 'gamma & sons'];
const vectors = Float32Array.from(names.flatMap((name) => [...hashVector(name)]));

it('an adapter crosses to a worker with the tables, stays whole here, and its cosines are those of adapted vectors', async () => {
  const [left, right] = [datasetOf(['text', names.slice(0, 2)]), datasetOf(['text', names.slice(2)])];
  await worker.call('open', { tables: { left, right }, settings, adapter });
  const data = vectors.slice();
  const shard = { indices: Uint32Array.from(names.keys()), dimensions: 16, data };
  await worker.call('take', { source: 'chosen', shard }, { transfer: [data.buffer] });
  const links = { cardinality: 'many-to-many', threshold: 0 } as const;
  const { candidates } = await worker.call('find', { basis: 'chosen', links });
  const adapted = await worker.call('adaptVectors', { data: vectors, adapter });
  expect(adapter.weights).toHaveLength(16 * 17);
  expect(candidates.right).toHaveLength(4);
  for (let row = 0; row < 2; row++) {
    for (let at = candidates.offsets[row]!; at < candidates.offsets[row + 1]!; at++) {
      const other = 2 + candidates.right[at]!;
      let cosine = 0;
      for (let i = 0; i < 16; i++) cosine += adapted[row * 16 + i]! * adapted[other * 16 + i]!;
      expect(candidates.similarity[at]).toBeCloseTo(cosine, 5);
    }
  }
});

it('vectors of another size are refused by code', async () => {
  await worker.call('open', {
    tables: { left: datasetOf(['text', ['a']]), right: datasetOf(['text', ['b']]) },
    settings,
    adapter,
  });
  const shard = { indices: Uint32Array.of(0), dimensions: 8, data: new Float32Array(8) };
  await expect(worker.call('take', { source: 'chosen', shard })).rejects.toMatchObject({
    code: 'adapter/other-model',
    params: { adapter: 'Companies', base: 'rowlink-small' },
  });
});

import { expect, test } from 'vitest';
import { DEFAULT_MATCH_SETTINGS } from '../core/model/settings';
import { datasetOf } from '../core/text/text-fixture';
import { sealAdapter } from '../core/tuning/adapter-file';
import { adapterParts } from '../core/tuning/adapter-fixture';
import { QUIET_JOB } from './embedding-fixture';
import { createWeakSpotHandlers } from './find-weak-spots';
import { hashVector } from './hash-embedder';

const NAMES = 'Alpha Bravo Cedar Delta Ember Falcon Garnet Harbor Indigo Jasper'.split(' ');
const table = datasetOf(['name', NAMES.flatMap((name) => [`${name} Works 12`, `${name} Verlag 7`])]);
const settings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['name'], right: ['name'] } };
const request = { table, settings, side: 'left', adapter: null, seed: 1, sampleSize: 10 } as const;

async function probe(
  adapter: Parameters<ReturnType<typeof createWeakSpotHandlers>['openToProbe']>[0]['adapter'],
  isWithVectors = true,
) {
  const handlers = createWeakSpotHandlers();
  const { answer: texts } = await handlers.openToProbe({ ...request, adapter }, QUIET_JOB);
  if (isWithVectors) {
    for (const half of [0, 1]) {
      const indices = Uint32Array.from([...texts.keys()].filter((at) => at % 2 === half));
      const data = Float32Array.from([...indices].flatMap((at) => [...hashVector(texts[at]!)]));
      await handlers.takeToProbe({ indices, dimensions: 16, data }, QUIET_JOB);
    }
  }
  return (await handlers.probe(null, QUIET_JOB)).answer;
}

test('measures with vectors that came in pieces, or by letters', async () => {
  const report = await probe(null);
  expect(report.sampled).toBe(10);
  expect(report.same.every(({ dense }) => dense !== null)).toBe(true);
  expect((await probe(null, false)).same.every(({ dense }) => dense === null)).toBe(true);
});

test('goes by the vectors under an adapter', async () => {
  const plain = adapterParts(16, 1, null, 0);
  // Only one direction is left: every text is like every other.
  const flat = sealAdapter({ ...plain, weights: plain.weights.map((_, at) => (at % 16 === 0 ? 0.001 : at < 256 ? 0 : 1)) });
  const [before, after] = [await probe(null), await probe(flat)];
  const lost = (report: typeof before) => report.same.reduce((sum, { similarityLost }) => sum + similarityLost!, 0);
  expect(lost(after)).toBeLessThan(lost(before) / 10);
});

test('refuses to measure nothing', async () => {
  await expect(createWeakSpotHandlers().probe(null, QUIET_JOB)).rejects.toMatchObject({ code: 'internal' });
});

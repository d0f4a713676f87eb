import { createRandom } from '../numerics/random';
import { type AdapterParts, rankFor, weightCount } from './adapter';

const figures = {
  queries: 10,
  recallAt1: { value: 0.5, low: 0.25, high: 0.75 },
  meanReciprocalRank: { value: 0.6, low: 0.4, high: 0.8 },
};
const cosines = { p5: -0.1, p50: 0.01, p95: 0.2, p99: 0.3 };

/** What an adapter is sealed from: the identity and a little noise. For tests. */
export function adapterParts(dimensions: number, seed = 1, rank = rankFor(dimensions), noise = 0.1): AdapterParts {
  const random = createRandom(seed);
  const weights = Float32Array.from({ length: weightCount(dimensions, rank) }, () => noise * random.normal());
  if (rank === null) for (let i = 0; i < dimensions; i++) weights[i * dimensions + i]! += 1;
  return {
    name: 'Companies',
    base: { model: 'rowlink-small', sha256: '0f'.repeat(32), dimensions },
    rank,
    weights,
    calibration: { before: cosines, after: cosines },
    createdAt: '2026-11-26T18:00:00.000Z',
    training: {
      seed,
      loss: 'both',
      counts: { matches: 50, others: 20, synthetic: 0, trainingEntities: 40, validationEntities: 10 },
      epochs: 2,
      keptEpoch: 1,
      before: figures,
      after: figures,
      curve: [
        { epoch: 0, loss: null, recallAt1: 0.5, meanReciprocalRank: 0.6 },
        { epoch: 1, loss: 1.25, recallAt1: 0.5, meanReciprocalRank: 0.6 },
      ],
    },
  };
}

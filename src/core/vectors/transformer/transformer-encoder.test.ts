import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoder } from '../encoder';
import { createTransformerEncoder } from './transformer-encoder';
import { cosine, createRandom, randomTransformer, referenceVector } from './transformer-fixture';
import { hasTransformerKernel } from './transformer-kernels';

const MODEL = randomTransformer(1);
const DESCRIPTION = { id: 'random', sha256: '0'.repeat(64), dtype: 'mixed' } as const;
const create = (): Encoder => createTransformerEncoder(DESCRIPTION, MODEL);
const idsOf = (seed: number, count: number): Int32Array => {
  const random = createRandom(seed);
  return Int32Array.from({ length: count }, () => Math.floor(random() * MODEL.pieces));
};
const encodeOne = (encoder: Encoder, ids: Int32Array): Promise<Float32Array> => encoder.encode(ids, 1, ids.length);

describe('createTransformerEncoder', () => {
  it.each([1, 2, 3, 4, 7, 40, 97, 512])(
    'gives texts of %i tokens nearly the vectors of the definition, of length 1',
    async (width) => {
      const encoder = create();
      const ids = idsOf(width, width * 2);
      const made = await encoder.encode(ids, 2, width);
      for (let text = 0; text < 2; text++) {
        const vector = made.subarray(text * 64, (text + 1) * 64);
        expect(cosine(vector, referenceVector(MODEL, ids.subarray(text * width, (text + 1) * width)))).toBeGreaterThan(0.995);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      }
    },
  );

  it('gives a text the same vector, bit by bit, whatever it is embedded with, where, and after what', async () => {
    const [encoder, other] = [create(), create()];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat({ max: 29 }),
        fc.integer(),
        async (width, rows, place, seed) => {
          const at = place % rows;
          const ids = idsOf(seed, rows * width);
          const together = await encoder.encode(ids, rows, width);
          const alone = await encodeOne(other, ids.slice(at * width, (at + 1) * width));
          expect(together.subarray(at * 64, (at + 1) * 64)).toEqual(alone);
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  });

  it.skipIf(!hasTransformerKernel('int8'))('gives the same vectors with relaxed instructions and without', async () => {
    const [relaxed, plain] = [
      createTransformerEncoder(DESCRIPTION, MODEL, 'int8'),
      createTransformerEncoder(DESCRIPTION, MODEL, 'widened'),
    ];
    const ids = idsOf(4, 20 * 11);
    expect(await relaxed.encode(ids, 20, 11)).toEqual(await plain.encode(ids, 20, 11));
  });

  it('leaves out what a model does not have', async () => {
    const plain = { ...MODEL, isCentred: false, isRotated: false, mean: null, rotation: null };
    const ids = idsOf(2, 9);
    expect(
      cosine(await encodeOne(createTransformerEncoder(DESCRIPTION, plain), ids), referenceVector(plain, ids)),
    ).toBeGreaterThan(0.995);
  });

  it('refuses pieces and lengths that the model has not', async () => {
    const encoder = create();
    for (const ids of [Int32Array.of(1, 50), Int32Array.of(-1), idsOf(3, 513)]) {
      await expect(encodeOne(encoder, ids)).rejects.toMatchObject({ code: 'model/failed' });
    }
    expect(await encodeOne(encoder, Int32Array.of(1, 49))).toHaveLength(64);
  });

  it('tells a lack of memory', () => {
    const starved = (): WebAssembly.Memory => {
      throw new RangeError('could not allocate memory');
    };
    expect(() => createTransformerEncoder(DESCRIPTION, MODEL, 'widened', starved)).toThrow(
      expect.objectContaining({ code: 'device/out-of-memory' }),
    );
  });

  it('needs a machine that can multiply', () => {
    expect(() => createTransformerEncoder(DESCRIPTION, MODEL, null)).toThrow(
      expect.objectContaining({ code: 'device/no-webassembly' }),
    );
  });
});

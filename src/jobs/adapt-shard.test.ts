import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealAdapter } from '../core/tuning/adapter-file';
import { adapterParts } from '../core/tuning/adapter-fixture';
import { adaptShard, adaptVectors } from './adapt-shard';
import { assembleVectors } from './assemble-vectors';
import { QUIET_JOB } from './embedding-fixture';
import { createVectorIntake } from './vector-intake';

const shardOf = (dimensions: number, ...values: readonly number[]) => ({
  indices: Uint32Array.from({ length: values.length / dimensions }, (_, at) => at),
  dimensions,
  data: Float32Array.from(values),
});
/** Turns, stretches and shifts the plane: W = [[0, -2], [1, 0]], b = (1, 0). */
const turning = sealAdapter({ ...adapterParts(2), weights: Float32Array.of(0, -2, 1, 0, 1, 0) });

describe('vectors under an adapter', () => {
  it('are W x + b, made as long as 1', () => {
    const shard = shardOf(2, 0.6, 0.8, 0, 0);
    // W (0.6, 0.8) + b = (-0.6, 0.6)
    const expected = [-Math.SQRT1_2, Math.SQRT1_2, 0, 0];
    const adapted = adaptShard(shard, turning);
    expect([...adapted.data].map((value, at) => value - expected[at]!).every((off) => Math.abs(off) < 1e-7)).toBe(true);
    expect(adapted.indices).toBe(shard.indices);
    expect([...shard.data]).toEqual([...Float32Array.of(0.6, 0.8, 0, 0)]);
  });

  it('are those of the model where there is none', () => {
    const shard = shardOf(2, 0.6, 0.8);
    expect(adaptShard(shard, null)).toBe(shard);
    expect(adaptShard(shard, undefined)).toBe(shard);
  });

  it('are refused where they have another size', () => {
    expect(() => adaptShard(shardOf(3, 1, 0, 0), turning)).toThrow(expect.objectContaining({ code: 'adapter/other-model' }));
  });

  it('are the same however they come: one by one, all at once, again, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), {
          minLength: 1,
          maxLength: 9,
        }),
        fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
        async (rows, rank) => {
          const adapter = sealAdapter(adapterParts(4, 7, rank));
          const texts = { left: rows.map(String), right: [] };
          const whole = shardOf(4, ...rows.flat());
          const atOnce = createVectorIntake(texts, adapter);
          atOnce.take(whole);
          const oneByOne = createVectorIntake(texts, adapter);
          for (const at of [...rows.keys(), ...rows.keys()].reverse())
            oneByOne.take({ ...shardOf(4, ...rows[at]!), indices: Uint32Array.of(at) });
          const expected = assembleVectors(rows.length, [whole], adapter)!.data;
          expect([...atOnce.sets()!.left.data]).toEqual([...expected]);
          expect([...oneByOne.sets()!.left.data]).toEqual([...expected]);
          const { answer } = await adaptVectors({ data: whole.data, adapter }, QUIET_JOB);
          expect([...answer]).toEqual([...expected]);
        },
      ),
      { seed: 20261126, numRuns: 100 },
    );
  });
});

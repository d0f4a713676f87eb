import * as runtime from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { applyAdapter } from '../../tuning/apply-adapter';
import { adapterOf, vectorsOf } from '../sharing-fixture';
import { writeAdapterOnnx } from './adapter-graph';

runtime.env.wasm.numThreads = 1;

describe('writeAdapterOnnx', () => {
  it.each([
    ['a whole matrix', 24, null],
    ['factors', 40, 3],
  ] as const)('computes what applyAdapter does: %s', async (_, dimensions, rank) => {
    const adapter = adapterOf(dimensions, rank);
    const rows = 7;
    const data = vectorsOf(rows, dimensions, 5);
    data.fill(0, 2 * dimensions, 3 * dimensions);
    const session = await runtime.InferenceSession.create(writeAdapterOnnx(adapter));
    const { tuned_embedding: made } = await session.run({
      embedding: new runtime.Tensor('float32', data.slice(), [rows, dimensions]),
    });
    applyAdapter(adapter, data);
    const got = made!.data as Float32Array;
    expect(made!.dims).toEqual([rows, dimensions]);
    expect(Math.max(...got.map((value, at) => Math.abs(value - data[at]!)))).toBeLessThan(1e-6);
    expect(got.subarray(2 * dimensions, 3 * dimensions).every((value) => value === 0)).toBe(true);
    await session.release();
  });

  it('makes the same bytes of the same adapter', () => {
    expect(writeAdapterOnnx(adapterOf(8, null))).toEqual(writeAdapterOnnx(adapterOf(8, null)));
  });
});

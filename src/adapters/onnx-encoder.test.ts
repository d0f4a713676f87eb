import { readFileSync } from 'node:fs';
import * as runtime from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { DeviceLostError } from '../core/vectors/encoder';
import { agreesWithGolden, type GoldenVector } from '../core/vectors/self-test';
import { createOnnxEncoder, type OnnxRuntime } from './onnx-encoder';
import { isOutOfMemory } from './out-of-memory';

const folder = new URL('../../public/models/rowlink-small/', import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, folder));
const manifest = JSON.parse(read('manifest.json').toString('utf8'));
const golden = JSON.parse(read('golden.json').toString('utf8')) as GoldenVector[];

/** The runtime, with one part of its sessions replaced. */
const withSession = (part: Partial<runtime.InferenceSession>): OnnxRuntime => ({
  Tensor: runtime.Tensor,
  InferenceSession: { create: async () => ({ release: async () => {}, ...part }) } as unknown as OnnxRuntime['InferenceSession'],
});
const failing = (error: unknown) => withSession({ run: () => Promise.reject(error) });
const nothing = new Uint8Array(0);

describe('createOnnxEncoder', () => {
  it('gives the golden vectors of the model, batch after batch of different shapes', async () => {
    runtime.env.wasm.numThreads = 1;
    const encoder = await createOnnxEncoder(runtime, manifest, read('onnx/model_quantized.onnx'), 'wasm');
    expect(encoder).toMatchObject({ dimensions: 384, device: 'wasm', model: 'rowlink-small' });
    const made: Float32Array[] = [];
    for (const { ids } of golden) made.push((await encoder.encode(Int32Array.from(ids), 1, ids.length)).slice());
    expect(
      agreesWithGolden(
        golden.map(({ vector }) => vector),
        made,
      ),
    ).toBe(true);
    const twice = Int32Array.from([...golden[0]!.ids, ...golden[0]!.ids]);
    const pair = await encoder.encode(twice, 2, golden[0]!.ids.length);
    expect(pair).toHaveLength(768);
    expect(pair.subarray(0, 384)).toEqual(pair.subarray(384));
    expect(agreesWithGolden([golden[0]!.vector], [pair.subarray(0, 384)])).toBe(true);
    await encoder.dispose();
  });

  it('tells a lack of memory from other failures', async () => {
    for (const error of [new RangeError('Array buffer allocation failed'), new Error('std::bad_alloc'), 1234567]) {
      const encoder = await createOnnxEncoder(failing(error), manifest, nothing, 'wasm');
      await expect(encoder.encode(Int32Array.of(0), 1, 1)).rejects.toMatchObject({ code: 'device/out-of-memory' });
    }
    const encoder = await createOnnxEncoder(failing(new Error('shape mismatch')), manifest, nothing, 'wasm');
    await expect(encoder.encode(Int32Array.of(0), 1, 1)).rejects.toMatchObject({ code: 'model/failed' });
    expect(isOutOfMemory('out of memory')).toBe(false);
  });

  it('tells a lack of memory while it loads', async () => {
    const create = () => Promise.reject(new RangeError('WebAssembly.Memory(): could not allocate memory'));
    const starved = { Tensor: runtime.Tensor, InferenceSession: { create } as unknown as OnnxRuntime['InferenceSession'] };
    await expect(createOnnxEncoder(starved, manifest, nothing, 'wasm')).rejects.toMatchObject({ code: 'device/out-of-memory' });
  });

  it('takes any failure on a GPU for its loss, and does not ask a device that is gone', async () => {
    const encoder = await createOnnxEncoder(failing(new Error('mapAsync')), manifest, nothing, 'webgpu');
    await expect(encoder.encode(Int32Array.of(0), 1, 1)).rejects.toBeInstanceOf(DeviceLostError);
    const gone = await createOnnxEncoder(withSession({}), manifest, nothing, 'webgpu', () => true);
    await expect(gone.encode(Int32Array.of(0), 1, 1)).rejects.toBeInstanceOf(DeviceLostError);
  });
});

import { readFileSync } from 'node:fs';
import * as runtime from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import type { ModelManifest } from '../core/models/model-manifest';
import { chooseTried, type GoldenVector } from '../core/vectors/self-test';
import { readTransformer } from '../core/vectors/transformer/read-transformer';
import { cosine, referenceVector } from '../core/vectors/transformer/transformer-fixture';
import { createOnnxEncoder } from './onnx-encoder';
import { refuseWrongVectors } from './refuse-wrong-vectors';
import { createWasmEncoder } from './wasm-encoder';

function open(model: string) {
  const folder = new URL(`../../public/models/${model}/`, import.meta.url);
  const read = (name: string): Buffer => readFileSync(new URL(name, folder));
  return {
    manifest: JSON.parse(read('manifest.json').toString('utf8')) as ModelManifest,
    golden: JSON.parse(read('golden.json').toString('utf8')) as GoldenVector[],
    weights: new Uint8Array(read('onnx/model_quantized.onnx')),
    files: { 'golden.json': new Blob([new Uint8Array(read('golden.json'))]) },
  };
}
const notNeeded = () => Promise.reject(new Error('not needed'));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createWasmEncoder', () => {
  // Least cosine to the vector that arithmetic without rounding of activations gives; ONNX Runtime stays below both bounds.
  it.each([
    ['rowlink-small', 0.998],
    ['me5-small-96k', 0.996],
    ['minilm-l6-en', 0.998],
  ])('runs %s without ONNX Runtime, nearer to unrounded arithmetic than that', async (name, least) => {
    const { manifest, golden, weights, files } = open(name);
    const encoder = await createWasmEncoder(manifest, weights, notNeeded);
    expect(encoder).toMatchObject({ model: name, device: 'wasm', runtime: 'own', dimensions: 384 });
    const model = readTransformer(weights, manifest.output)!;
    const own: number[] = [];
    const onnx: number[] = [];
    for (const { ids, vector } of chooseTried(golden)) {
      const reference = referenceVector(model, ids);
      own.push(cosine(await encoder.encode(Int32Array.from(ids), 1, ids.length), reference));
      onnx.push(cosine(vector, reference));
    }
    expect(Math.min(...own)).toBeGreaterThan(least);
    expect(Math.min(...own)).toBeGreaterThan(Math.min(...onnx));
    expect(mean(own)).toBeGreaterThan(mean(onnx));
    // The self-test at load.
    await expect(refuseWrongVectors({ model: name, modelRoot: '', files }, manifest, encoder)).resolves.toBeUndefined();
    await encoder.dispose();
  });

  it('leaves a network without golden vectors to ONNX Runtime, which it will have once its centre is known', async () => {
    const { manifest, weights } = open('rowlink-small');
    const { 'golden.json': _, ...files } = manifest.files;
    await expect(createWasmEncoder({ ...manifest, files }, weights, notNeeded)).rejects.toThrow('not needed');
  });

  it('leaves a graph that it does not know to ONNX Runtime', async () => {
    const { manifest, weights, golden } = open('rowlink-small');
    runtime.env.wasm.numThreads = 1;
    // The same network: a name in it is another.
    const renamed = new Uint8Array(
      Buffer.from(Buffer.from(weights).toString('latin1').replaceAll('l3.fo.q', 'l3.fo.Q'), 'latin1'),
    );
    const encoder = await createWasmEncoder(manifest, renamed, async () => runtime);
    expect(encoder.runtime).toBe('onnx');
    const { ids, vector } = golden[0]!;
    expect(cosine(await encoder.encode(Int32Array.from(ids), 1, ids.length), vector)).toBeGreaterThan(0.999);
    const known = await createOnnxEncoder(runtime, manifest, weights, 'wasm');
    expect(known.runtime).toBe('onnx');
    await Promise.all([encoder.dispose(), known.dispose()]);
  });
});

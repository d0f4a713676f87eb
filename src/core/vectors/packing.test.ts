import { expect, it } from 'vitest';
import type { Precision } from './kernels';
import { clusteredSet } from './nearest-fixture';
import { centreOf, chunksOf, createPacker, type Role } from './packing';

const ROWS = 50;

/** All that packing writes and tells. */
function packAll(dimensions: number, role: Role, precision: Precision, isPlain: boolean) {
  const set = clusteredSet(ROWS, dimensions, 3, 1, 10);
  set.data.fill(0, 5 * dimensions, 6 * dimensions);
  const [centre, otherCentre] = [centreOf(set), centreOf(clusteredSet(ROWS, dimensions, 4, 1, 10))];
  const rows = Uint32Array.from({ length: ROWS }, (_, at) => (at * 7) % ROWS);
  const packer = createPacker(set, rows, role, precision, centre, otherCentre, isPlain);
  const bytes = 60 * chunksOf(precision, dimensions) * 16;
  const memory = new ArrayBuffer(bytes + 4096);
  packer.pack({ memory, vectors: 0, meta: bytes }, 3, 20);
  packer.pack({ memory, vectors: 0, meta: bytes }, 0, ROWS - 1);
  const components = precision === 'int16' ? new Int16Array(memory, 0, bytes / 2) : new Int8Array(memory, 0, bytes);
  return {
    components: [...components],
    ...packer.rounding,
    meta: new Float32Array(memory, bytes),
    sums: new Int32Array(memory, bytes),
  };
}

it.each([
  ['query', 'int8', 384],
  ['row', 'int8', 384],
  ['row', 'int8', 256],
  ['query', 'int16', 384],
  ['row', 'int16', 16],
] as const)('the kernel packs a %s of %s with %i components as plain code does', (role, precision, dimensions) => {
  const kernel = packAll(dimensions, role, precision, false);
  const plain = packAll(dimensions, role, precision, true);
  const unlike = kernel.components.filter((value, at) => value !== plain.components[at]);
  // Float32 sums differ in the last place, which moves a component now and then to the next step.
  expect(unlike.length).toBeLessThan(plain.components.length / 200);
  kernel.components.forEach((value, at) => {
    expect(Math.abs(value - plain.components[at]!)).toBeLessThanOrEqual(1);
  });
  for (const name of ['step', 'norm'] as const) {
    kernel[name].forEach((value, at) => {
      expect(value).toBeCloseTo(plain[name][at]!, 5);
    });
  }
  kernel.meta.forEach((value, at) => {
    if (role === 'query' && at % 4 === 0) expect(Math.abs(kernel.sums[at]! - plain.sums[at]!)).toBeLessThanOrEqual(64 * 4);
    else if (Number.isFinite(value)) expect(value).toBeCloseTo(plain.meta[at]!, 5);
    else expect(value).toBe(plain.meta[at]);
  });
});

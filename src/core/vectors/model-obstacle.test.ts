import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.resetModules();
});

/** Kernels are compiled once a thread: each test has modules of its own. */
const load = async () => ({
  ...(await import('./model-obstacle')),
  ...(await import('./kernels')),
  ...(await import('./nearest')),
  ...(await import('./transformer/transformer-kernels')),
});
const unwatched = { signal: new AbortController().signal, progress: () => {} };
const set = { model: 'rowlink-small' as const, dimensions: 2, data: Float32Array.of(1, 0, 0.6, 0.8, 0, 1) };

/** The bytes 0xfd are the prefix of all instructions of 128 bits. */
const withoutSimd = (code: BufferSource): boolean => !new Uint8Array(code as ArrayBuffer).includes(0xfd);

it('finds nothing in the way where kernels run', async () => {
  expect((await load()).modelObstacle()).toBeNull();
});

it('without WebAssembly tells so, and searches in plain code', async () => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', undefined);
  const { modelObstacle, nearestBothSides } = await load();
  expect(modelObstacle()).toBe('webassembly');
  const { left } = await nearestBothSides(set, set, { left: 1, right: 1 }, unwatched);
  expect([...left.index]).toEqual([0, 1, 2]);
});

it('without instructions of 128 bits tells so, and searches in plain code', async () => {
  vi.resetModules();
  vi.spyOn(WebAssembly, 'validate').mockImplementation(withoutSimd);
  const { modelObstacle, bestMultiplication, hasKernel, nearestBothSides } = await load();
  expect(modelObstacle()).toBe('simd');
  expect([bestMultiplication(), hasKernel('float32')]).toEqual([null, false]);
  const { left } = await nearestBothSides(set, set, { left: 1, right: 1 }, unwatched);
  expect([...left.index]).toEqual([0, 1, 2]);
});

it('takes a page that may not compile for one without WebAssembly', async () => {
  vi.resetModules();
  vi.spyOn(WebAssembly, 'Module').mockImplementation(function refuse(): never {
    throw new WebAssembly.CompileError('Refused by the content security policy');
  });
  const { modelObstacle } = await load();
  expect(modelObstacle()).toBe('webassembly');
});

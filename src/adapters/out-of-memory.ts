const SIGNS =
  /out of memory|bad_alloc|could not allocate|allocation failed|failed to allocate|cannot enlarge memory|memory access out of bounds|OrtMemory|not enough memory/iu;

/**
 * Whether something failed for lack of memory. WebAssembly and ONNX Runtime have no error type for it: a `RangeError` of the
 * engine, words of the C++ runtime, or the bare number of a C++ exception, which ONNX Runtime throws for little else.
 */
export function isOutOfMemory(thrown: unknown): boolean {
  if (typeof thrown === 'number') return true;
  if (!(thrown instanceof Error)) return false;
  return SIGNS.test(thrown.message) || /^\d+$/u.test(thrown.message);
}

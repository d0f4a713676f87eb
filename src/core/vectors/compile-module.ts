/**
 * A module from its text in base 64; null where there is no WebAssembly, where it lacks instructions that the module needs, or where
 * the page may not compile any (a policy without `'wasm-unsafe-eval'`).
 */
export function compileModule(source: string): WebAssembly.Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  const code = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
  try {
    return WebAssembly.validate(code) ? new WebAssembly.Module(code) : null;
  } catch {
    return null;
  }
}

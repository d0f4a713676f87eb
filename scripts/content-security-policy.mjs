/**
 * What the built page may load: its own files, and nothing from any other place.
 * Used as a `<meta>` tag in the built `index.html` and as a header by `serve.mjs`, which adds `frame-ancestors`
 * (a `<meta>` tag must not hold it).
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

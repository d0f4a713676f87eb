import { readFileSync } from 'node:fs';

/**
 * What a built page may load: its own files, and nothing from any other place; the connected edition also reaches the places that
 * `connected.json` names, and those of the variable `ROWLINK_ENDPOINTS` (origins with spaces between them).
 * Used as a `<meta>` tag in the built `index.html` and as a header by `serve.mjs`, which adds `frame-ancestors`
 * (a `<meta>` tag must not hold it).
 *
 * @param {readonly string[]} elsewhere origins that the page may reach beside its own
 */
export const policyOf = (elsewhere = []) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    ["connect-src 'self'", ...elsewhere].join(' '),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');

/** The policy of the sealed edition. */
export const contentSecurityPolicy = policyOf();

/**
 * Origins that the connected edition may reach: the hub that models come from, and endpoints of language models.
 *
 * @param {string | undefined} more origins with spaces between them
 * @returns {{ readonly hub: readonly string[], readonly endpoints: readonly string[] }}
 * @throws where one is no origin: anything but scheme, host and port would be read as another directive or be ignored
 */
export function connectedPlaces(more = process.env.ROWLINK_ENDPOINTS) {
  const { hub, endpoints } = JSON.parse(readFileSync(new URL('../connected.json', import.meta.url), 'utf8'));
  const added = (more ?? '').split(/\s+/).filter((origin) => origin !== '');
  for (const origin of [...hub, ...endpoints, ...added]) {
    if (!ORIGIN.test(origin))
      throw new Error(`"${origin}" is no origin such as https://models.example.org or http://localhost:8080`);
  }
  return { hub, endpoints: [...endpoints, ...added] };
}

const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9.-]+(:(\d+|\*))?$/;

/** The policy that a built page carries, or null. @param {string} html */
export const policyIn = (html) =>
  html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1]?.replaceAll('&#39;', "'") ?? null;

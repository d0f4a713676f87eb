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
    ["connect-src 'self'", ...new Set(elsewhere.map(originOf))].join(' '),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');

/** A path in a policy would not hold for where an address leads on to; the origin does. */
const originOf = (place) => place.replace(/^(https?:\/\/[^/]+)\/.*$/, '$1');

/** The policy of the sealed edition. */
export const contentSecurityPolicy = policyOf();

/**
 * What the connected edition may reach: the hub that models come from, with the places where it keeps large files (`https://*.…`), and
 * endpoints of language models.
 *
 * @param {string | undefined} more endpoints with spaces between them, beside those of `connected.json`
 * @param {string | undefined} hubs the same in place of the hub there, as for a mirror; these may have a path
 * @returns {{ readonly hub: readonly string[], readonly endpoints: readonly string[] }}
 * @throws where one is no origin: anything but scheme, host and port would be read as another directive or be ignored
 */
export function connectedPlaces(more = process.env.ROWLINK_ENDPOINTS, hubs = process.env.ROWLINK_HUBS) {
  const { hub, endpoints } = JSON.parse(readFileSync(new URL('../connected.json', import.meta.url), 'utf8'));
  const all = [...endpoints, ...listOf(more)];
  const mirrors = listOf(hubs).map((place) => place.replace(/\/+$/, ''));
  const places = mirrors.length > 0 ? mirrors : hub;
  const wrong = all.find((place) => !ORIGIN.test(place)) ?? places.find((place) => !HUB.test(place));
  if (wrong !== undefined) throw new Error(`"${wrong}" is no origin such as https://models.example.org or http://localhost:8080`);
  return { hub: places, endpoints: all };
}

const listOf = (text) => (text ?? '').split(/\s+/).filter((place) => place !== '');

const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9.-]+(:(\d+|\*))?$/;
const HUB = /^https?:\/\/((\*\.)?[a-z0-9.-]+(:(\d+|\*))?|[a-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~-]+)+)$/;

/** The policy that a built page carries, or null. @param {string} html */
export const policyIn = (html) =>
  html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1]?.replaceAll('&#39;', "'") ?? null;

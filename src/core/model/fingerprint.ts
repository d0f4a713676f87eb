import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Fingerprint } from './types';

/**
 * SHA-256 of a stage's name, version, settings and input fingerprints: equal inputs give an equal key, so a stage's stored
 * output can be used again. Keys of `settings` are sorted first; `undefined` members count as absent.
 *
 * Synchronous and free of `crypto.subtle`, which plain-http pages do not have.
 */
export function fingerprintOf(stage: string, version: number, settings: unknown, inputs: readonly Fingerprint[]): Fingerprint {
  const canonical = JSON.stringify([stage, version, canonicalise(settings), inputs]);
  return bytesToHex(sha256(utf8ToBytes(canonical))) as Fingerprint;
}

/** A running SHA-256 for content that comes in pieces. */
export function createContentHash(): { update(text: string): void; updateBytes(bytes: Uint8Array): void; digest(): Fingerprint } {
  const hash = sha256.create();
  return {
    update: (text) => void hash.update(utf8ToBytes(text)),
    updateBytes: (bytes) => void hash.update(bytes),
    digest: () => bytesToHex(hash.digest()) as Fingerprint,
  };
}

/** SHA-256 of bytes. */
export const sha256OfBytes = (bytes: Uint8Array): Uint8Array => sha256(bytes);

/** SHA-256 of bytes, lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

function canonicalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalise);
  if (value === null || typeof value !== 'object') return value;
  const sorted = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // A list of entries keeps names such as `__proto__`; the wrapper tells it from an array.
  return { entries: sorted.map(([key, member]) => [key, canonicalise(member)]) };
}

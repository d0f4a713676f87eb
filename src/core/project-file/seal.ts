import { AppError } from '../model/errors';

/** Every sealed file begins with this line. */
export const SEAL_MARK = 'ROWLINK-SEALED-1\n';

/** As OWASP advises for PBKDF2 with SHA-256 (2023). */
const ITERATIONS = 600_000;
/** A file that asks for more would hold the page up for minutes. */
const MOST_ITERATIONS = 10_000_000;
const LONGEST_HEADER = 1024;

interface SealHeader {
  readonly kdf: 'PBKDF2-SHA-256';
  readonly iterations: number;
  readonly salt: string;
  readonly cipher: 'AES-256-GCM';
  readonly iv: string;
}

/**
 * Bytes under a passphrase: PBKDF2 makes the key, AES-256-GCM encrypts and authenticates, the header included. The mark and the header,
 * one line of JSON, say how (see `docs/file-formats.md`).
 *
 * @throws AppError `project/no-encryption` where the page has no WebCrypto (plain http)
 */
export async function seal(bytes: Uint8Array<ArrayBuffer>, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const header: SealHeader = {
    kdf: 'PBKDF2-SHA-256',
    iterations: ITERATIONS,
    salt: hexOf(salt),
    cipher: 'AES-256-GCM',
    iv: hexOf(iv),
  };
  const head = new TextEncoder().encode(`${SEAL_MARK}${JSON.stringify(header)}\n`);
  const key = await keyOf(passphrase, salt, ITERATIONS);
  const sealed = await subtle().encrypt({ name: 'AES-GCM', iv, additionalData: head }, key, bytes);
  const whole = new Uint8Array(head.length + sealed.byteLength);
  whole.set(head);
  whole.set(new Uint8Array(sealed), head.length);
  return whole;
}

/** What was sealed. @throws AppError `project/wrong-passphrase` (or damage: the two cannot be told apart), `project/file-broken`, `project/no-encryption` */
export async function unseal(bytes: Uint8Array<ArrayBuffer>, passphrase: string, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const start = SEAL_MARK.length;
  const end = bytes.subarray(0, LONGEST_HEADER).indexOf(0x0a, start);
  const header = end < 0 ? null : readHeader(new TextDecoder().decode(bytes.subarray(start, end)));
  if (!header) throw new AppError('project/file-broken', { file });
  const key = await keyOf(passphrase, bytesOf(header.salt), header.iterations);
  const head = bytes.slice(0, end + 1);
  try {
    const opened = await subtle().decrypt(
      { name: 'AES-GCM', iv: bytesOf(header.iv), additionalData: head },
      key,
      bytes.subarray(end + 1),
    );
    return new Uint8Array(opened);
  } catch (cause) {
    throw new AppError('project/wrong-passphrase', { file }, { cause });
  }
}

function readHeader(text: string): SealHeader | null {
  try {
    const header = JSON.parse(text) as SealHeader;
    const { kdf, cipher, iterations, salt, iv } = header;
    const isKnown = kdf === 'PBKDF2-SHA-256' && cipher === 'AES-256-GCM';
    const isSound = Number.isInteger(iterations) && iterations >= 1 && iterations <= MOST_ITERATIONS;
    return isKnown && isSound && /^[0-9a-f]{32}$/u.test(salt) && /^[0-9a-f]{24}$/u.test(iv) ? header : null;
  } catch {
    return null;
  }
}

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  // One text may be written in several ways; keyboards differ in which.
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await subtle().importKey('raw', text, 'PBKDF2', false, ['deriveKey']);
  return subtle().deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function subtle(): SubtleCrypto {
  const found = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!found) throw new AppError('project/no-encryption');
  return found;
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));

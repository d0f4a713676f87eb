/** By what the content of a file is checked. `git`: SHA-1 of `blob <bytes>`, a zero byte and the content, as git names it. */
export interface FileHash {
  readonly kind: 'sha256' | 'git';
  /** Hexadecimal digits, lower case: 64 or 40. */
  readonly hex: string;
}

/** A file of a repository at one commit. */
export interface RepositoryFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly hash: FileHash;
}

/**
 * Reads one page of the hub's answer to `/api/models/<repository>/tree/<commit>?recursive=true`. Large files have a SHA-256 (`lfs`),
 * small ones the SHA-1 of git. Lines that are no file, or name a path that could lead out of its folder, are left out.
 *
 * @returns null where it is no such answer
 */
export function readRepositoryFiles(answer: unknown): readonly RepositoryFile[] | null {
  if (!Array.isArray(answer)) return null;
  return answer.map(readFile).filter((file) => file !== null);
}

function readFile(line: unknown): RepositoryFile | null {
  if (typeof line !== 'object' || line === null) return null;
  const { type, path, size, oid, lfs } = line as Readonly<Record<string, unknown>>;
  if (type !== 'file' || typeof path !== 'string' || !isSafePath(path)) return null;
  if (typeof lfs === 'object' && lfs !== null) {
    const large = lfs as Readonly<Record<string, unknown>>;
    const bytes = isBytes(large.size) ? large.size : size;
    const hex = typeof large.oid === 'string' ? large.oid.replace(/^sha256:/u, '') : '';
    return isBytes(bytes) && /^[0-9a-f]{64}$/u.test(hex) ? { path, bytes, hash: { kind: 'sha256', hex } } : null;
  }
  if (!isBytes(size) || typeof oid !== 'string' || !/^[0-9a-f]{40}$/u.test(oid)) return null;
  return { path, bytes: size, hash: { kind: 'git', hex: oid } };
}

const isBytes = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isSafePath = (path: string): boolean =>
  path.length <= 500 &&
  !/[\\\p{Cc}]/u.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part !== '__proto__');

export const totalBytes = (files: readonly RepositoryFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** A file of a build and the SHA-256 that it should have, lower-case hex. */
export interface ListedFile {
  readonly path: string;
  readonly sha256: string;
}

/** What was found of a listed file; `sha256` null where it could not be read. */
export interface FoundFile {
  readonly path: string;
  readonly sha256: string | null;
}

export interface ComparedFile extends ListedFile {
  readonly found: string | null;
  readonly state: 'equal' | 'changed' | 'unreadable';
}

const LINE = /^([0-9a-f]{64}) [ *](.+)$/iu;

/**
 * Reads what `sha256sum` writes; empty where a line is anything else, since then it is another kind of file.
 * Paths that lead out of the folder of the page are as wrong: a list must not make the page ask for anything but its own files.
 */
export function readFileList(text: string): readonly ListedFile[] {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const files = lines.map((line) => {
    const [, sha256, name] = LINE.exec(line) ?? [];
    const path = name?.replace(/^\.\//u, '');
    return sha256 && path && isWithin(path) ? { path, sha256: sha256.toLowerCase() } : null;
  });
  return files.every((file) => file !== null) ? files : [];
}

const isWithin = (path: string): boolean =>
  !/^[a-z][a-z0-9+.-]*:|[\\?#]/iu.test(path) && !path.split('/').some((step) => /^\.*$/u.test(step));

/** Each listed file beside what was found of it, in the order of the list. */
export function compareFiles(listed: readonly ListedFile[], found: readonly FoundFile[]): readonly ComparedFile[] {
  const hashes = new Map(found.map(({ path, sha256 }) => [path, sha256]));
  return listed.map((file) => {
    const hash = hashes.get(file.path) ?? null;
    return { ...file, found: hash, state: hash === null ? 'unreadable' : hash === file.sha256 ? 'equal' : 'changed' };
  });
}

/** The comparison as text, a line a file, as `sha256sum -c` has it; below a file that differs both hashes. */
export function writeComparison(files: readonly ComparedFile[], head: readonly string[]): string {
  const lines = files.flatMap(({ path, sha256, found, state }) =>
    state === 'equal'
      ? [`${path}: OK`]
      : [`${path}: ${state === 'changed' ? 'FAILED' : 'FAILED open or read'}`, `  listed ${sha256}`, `  found  ${found ?? '-'}`],
  );
  return [...head.map((line) => `# ${line}`), ...lines, ''].join('\n');
}

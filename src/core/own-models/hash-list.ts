/** Where a folder says what its files are, in the form that `sha256sum` writes and reads. */
export const HASH_LIST = 'SHA256SUMS';

const LINE = /^\\?(?<hash>[0-9a-f]{64})[ \t][ *]?(?<path>.+)$/iu;

/** Paths and hashes (lower case) of a list; lines of another kind are left out. A leading `./` is dropped. */
export function readHashList(text: string): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/u, '').split(/\r?\n/u)) {
    const found = LINE.exec(line)?.groups;
    if (found) hashes.set(found.path!.trim().replaceAll('\\', '/').replace(/^\.\//u, ''), found.hash!.toLowerCase());
  }
  return hashes;
}

/** The list of some files, by path. */
export function writeHashList(files: Readonly<Record<string, { readonly sha256: string }>>): string {
  return Object.entries(files)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, { sha256 }]) => `${sha256}  ${path}\n`)
    .join('');
}

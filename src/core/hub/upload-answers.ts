import { isCommit } from './repository-address';

/** How the hub wants a file: inside the commit, or at its storage before. `ignored` ones it would not keep. */
export type UploadMode = 'regular' | 'lfs' | 'ignored';

/** Where a large file goes; null: it is there already. */
export type LargeTarget = {
  /** Of the file, or, with parts, of the message that ends them. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: { readonly bytes: number; readonly addresses: readonly string[] } | null;
} | null;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the answer to `preupload`, by path; null where it is none, or leaves out a file. */
export function readPreupload(answer: unknown, paths: readonly string[]): ReadonlyMap<string, UploadMode> | null {
  if (!isRecord(answer) || !Array.isArray(answer.files)) return null;
  const modes = new Map<string, UploadMode>();
  for (const file of answer.files) {
    if (!isRecord(file) || typeof file.path !== 'string') return null;
    if (file.uploadMode !== 'lfs' && file.uploadMode !== 'regular') return null;
    modes.set(file.path, file.shouldIgnore === true ? 'ignored' : file.uploadMode);
  }
  return paths.every((path) => modes.has(path)) ? modes : null;
}

/**
 * Reads the answer to a batch of the storage protocol of git, by hash. An object that was refused is the text of its error.
 *
 * @returns null where it is no such answer, leaves out an object, or names an address that is none of `https` (or of this computer)
 */
export function readBatch(answer: unknown, hashes: readonly string[]): ReadonlyMap<string, LargeTarget | 'refused'> | null {
  if (!isRecord(answer) || !Array.isArray(answer.objects)) return null;
  const targets = new Map<string, LargeTarget | 'refused'>();
  for (const object of answer.objects) {
    if (!isRecord(object) || typeof object.oid !== 'string') return null;
    const actions = isRecord(object.actions) ? object.actions : {};
    if (object.error !== undefined) targets.set(object.oid, 'refused');
    else if (!isRecord(actions.upload)) targets.set(object.oid, null);
    else {
      const target = readTarget(actions.upload, Number(object.size));
      if (!target) return null;
      targets.set(object.oid, target);
    }
  }
  return hashes.every((hash) => targets.has(hash)) ? targets : null;
}

function readTarget({ href, header }: Readonly<Record<string, unknown>>, bytes: number): LargeTarget {
  if (!isPlace(href)) return null;
  const given = isRecord(header) ? header : {};
  const texts = Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const isPart = (name: string): boolean => /^\d+$/u.test(name);
  const chunk = Number(given.chunk_size);
  const headers = Object.fromEntries(texts.filter(([name]) => !isPart(name) && name !== 'chunk_size'));
  if (!(chunk > 0)) return { address: href, headers, parts: null };
  const addresses = texts
    .filter(([name]) => isPart(name))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, address]) => address);
  if (!addresses.every(isPlace) || addresses.length !== Math.ceil(bytes / chunk)) return null;
  return { address: href, headers, parts: { bytes: chunk, addresses } };
}

const isPlace = (value: unknown): value is string =>
  typeof value === 'string' && /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1)[:/])/u.test(value) && URL.canParse(value);

/** The commit that an answer says it made; null where it says none. */
export function readCommit(answer: unknown): string | null {
  const oid = isRecord(answer) ? answer.commitOid : null;
  return typeof oid === 'string' && isCommit(oid) ? oid : null;
}

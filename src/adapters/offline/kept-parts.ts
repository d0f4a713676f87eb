import { AppError, throwIfCancelled } from '../../core/model/errors';
import { isIntact, keepFile } from './keep-file';
import { askedKey, entryKey, type OfflineFile, type OfflineList, offlineNames, readAsked, SHELL } from './offline-list';

/** A part of the page, and how much of it is kept. */
export interface OfflinePart {
  /** `shell`, the id of a model, `runtime` or `graphics`. */
  readonly id: string;
  readonly bytes: number;
  readonly keptBytes: number;
  /** Somebody asked for it: a new version keeps it as well. */
  readonly isAsked: boolean;
}

interface Progress {
  readonly signal: AbortSignal;
  /** Bytes of `total`, which is 0 at first. */
  onProgress(done: number, total: number): void;
}

/** What is kept of the page in this browser, as seen from a tab. */
export interface KeptParts {
  survey(): Promise<readonly OfflinePart[]>;
  /** Fetches what is missing of these parts and of the shell. What came in before an error or the signal stays. @throws AppError as `keepFile` */
  keep(parts: readonly string[], progress: Progress): Promise<void>;
  /** Reads all that is kept, and removes what is not as it should be: the paths of those. @throws AppError `job/cancelled` */
  check(progress: Progress): Promise<readonly string[]>;
  /** Removes all parts but the shell. */
  remove(): Promise<void>;
}

export interface PartsPlatform {
  /** Address of the folder of the page, with a closing slash. */
  readonly scope: string;
  readonly caches: CacheStorage;
  readonly fetch: typeof fetch;
  /** Bytes that may still be kept, as the browser says. */
  room(): Promise<number>;
}

export function createKeptParts(list: OfflineList, { scope, caches, fetch, room }: PartsPlatform): KeptParts {
  const names = offlineNames(scope);
  const { policy } = list;
  const open = (part: string): Promise<Cache> => caches.open(part === SHELL ? names.shell(list.version) : names.parts);
  const keysOf = async (part: string): Promise<ReadonlySet<string>> =>
    new Set((await (await open(part)).keys()).map(({ url }) => url));
  const kept = async (): Promise<readonly OfflineFile[]> => {
    const keys = new Set([...(await keysOf(SHELL)), ...(await keysOf(''))]);
    return list.files.filter((file) => keys.has(entryKey(scope, file)));
  };

  return {
    async survey() {
      const asked = await readAsked(caches, names);
      const here = await kept();
      return [...new Set(list.files.map(({ part }) => part))].map((id) => ({
        id,
        bytes: totalOf(list.files.filter(({ part }) => part === id)),
        keptBytes: totalOf(here.filter(({ part }) => part === id)),
        isAsked: asked.includes(id),
      }));
    },
    async keep(parts, { signal, onProgress }) {
      const here = new Set(await kept());
      const missing = list.files.filter((file) => (file.part === SHELL || parts.includes(file.part)) && !here.has(file));
      const total = totalOf(missing);
      if ((await room()) < total) throw new AppError('offline/full', { file: '', size: Math.ceil(total / 1e6) });
      let done = 0;
      for (const file of missing) {
        throwIfCancelled(signal);
        const before = done;
        const onBytes = (bytes: number): void => onProgress(before + bytes, total);
        await keepFile(await open(file.part), file, { scope, policy, fetch, signal, onBytes });
        done += file.bytes;
        onProgress(done, total);
      }
      const asked = new Set([...(await readAsked(caches, names)), ...parts]);
      await (await caches.open(names.parts)).put(askedKey(scope), new Response(JSON.stringify([...asked])));
    },
    async check({ signal, onProgress }) {
      const here = await kept();
      const total = totalOf(here);
      const broken: string[] = [];
      let done = 0;
      for (const file of here) {
        throwIfCancelled(signal);
        const cache = await open(file.part);
        const key = entryKey(scope, file);
        const answer = await cache.match(key);
        if (!answer || !(await isIntact(answer, file))) {
          broken.push(file.path);
          await cache.delete(key);
        }
        done += file.bytes;
        onProgress(done, total);
      }
      return broken;
    },
    remove: async () => void (await caches.delete(names.parts)),
  };
}

const totalOf = (files: readonly OfflineFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

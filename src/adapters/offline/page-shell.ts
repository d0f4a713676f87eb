import { keepFile, putFile } from './keep-file';
import { entryKey, type OfflineFile, type OfflineList, offlineNames, readAsked, SHELL } from './offline-list';

/** What the service worker has at hand. */
export interface ShellPlatform {
  /** Address of the folder of the page, with a closing slash. */
  readonly scope: string;
  readonly caches: CacheStorage;
  readonly fetch: typeof fetch;
  readonly locks: Pick<LockManager, 'query'>;
  /** True while another version is being installed, or waits. */
  hasSuccessor(): boolean;
}

/** What the service worker does for one version of the page. */
export interface PageShell {
  /**
   * Keeps the whole shell of this version, and anew those parts that somebody asked for. What an earlier version kept with the same
   * content is taken from there. All or nothing: where it rejects, the earlier version stays in force.
   * @throws AppError as `keepFile`
   */
  install(): Promise<void>;
  /** An answer to a request of a page, or null where the browser is to do what it would do without a service worker. */
  respond(request: Request): Promise<Response> | null;
  /** Removes what no version needs: neither this one, nor one that waits, nor one that a tab still runs. */
  tidy(): Promise<void>;
}

const AT_ONCE = 6;

export function createPageShell(list: OfflineList, platform: ShellPlatform): PageShell {
  const { scope, caches, fetch, locks } = platform;
  const names = offlineNames(scope);
  const files = new Map(list.files.map((file) => [file.path, file]));
  const cacheOf = (file: OfflineFile): string => (file.part === SHELL ? names.shell(list.version) : names.parts);

  const keep = async (file: OfflineFile): Promise<void> => {
    const cache = await caches.open(cacheOf(file));
    const key = entryKey(scope, file);
    if (await cache.match(key)) return;
    const known = await caches.match(key);
    if (known) await putFile(cache, file, scope, known);
    else await keepFile(cache, file, { scope, policy: list.policy, fetch });
  };

  /** From the cache of this version, else (for a tab that still runs an earlier one) from what that one kept, else from the server. */
  const answer = async (request: Request, path: string): Promise<Response> => {
    const file = files.get(path);
    const found = file
      ? await (await caches.open(cacheOf(file))).match(entryKey(scope, file))
      : await caches.match(scope + path, { ignoreSearch: true });
    return found ?? fetch(request).catch(() => Response.error());
  };

  return {
    async install() {
      const asked = await readAsked(caches, names);
      const waiting = list.files.filter(({ part }) => part === SHELL || asked.includes(part));
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let file = waiting.shift(); file; file = waiting.shift()) await keep(file);
        }),
      );
    },
    respond(request) {
      if (request.method !== 'GET' || !request.url.startsWith(scope) || request.headers.has('range')) return null;
      // Whoever asks for the server's own answer gets it.
      if (request.cache === 'reload' || request.cache === 'no-store') return null;
      const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length);
      return answer(request, path === '' ? 'index.html' : path);
    },
    async tidy() {
      const known = await caches.keys();
      const held = new Set((await locks.query()).held?.map(({ name }) => name));
      if (platform.hasSuccessor()) return;
      const isOver = (name: string): boolean => {
        const version = name.slice(names.shells.length);
        return name.startsWith(names.shells) && version !== list.version && !held.has(names.page(version));
      };
      await Promise.all(known.filter(isOver).map((name) => caches.delete(name)));
      const others = known.filter((name) => name.startsWith(names.shells) && name !== names.shell(list.version) && !isOver(name));
      if (others.length > 0 || !known.includes(names.parts)) return;
      const parts = await caches.open(names.parts);
      const wanted = new Set(list.files.map((file) => entryKey(scope, file)));
      for (const { url } of await parts.keys()) if (/\?sha256=/u.test(url) && !wanted.has(url)) await parts.delete(url);
    },
  };
}

import { sha256Hex } from '../../core/model/fingerprint';
import type { OfflineFile, OfflineList } from './offline-list';

export const SCOPE = 'https://host.example/tools/rowlink/';

/** A `CacheStorage` that works as the browser's does, as far as it is used here. `most` bytes fit. */
export function memoryCaches(most = Number.POSITIVE_INFINITY): CacheStorage {
  const stores = new Map<string, Map<string, { readonly bytes: ArrayBuffer; readonly headers: Headers }>>();
  const used = (): number =>
    [...stores.values()].flatMap((one) => [...one.values()]).reduce((sum, e) => sum + e.bytes.byteLength, 0);
  const bare = (url: string): string => url.replace(/\?.*$/u, '');
  const open = (name: string): Cache => {
    const store = stores.get(name) ?? new Map();
    stores.set(name, store);
    const cache: Pick<Cache, 'put' | 'match' | 'keys' | 'delete'> = {
      async put(key, answer) {
        const bytes = await answer.arrayBuffer();
        if (used() + bytes.byteLength > most) throw new DOMException('full', 'QuotaExceededError');
        store.set(String(key), { bytes, headers: answer.headers });
      },
      async match(key, options) {
        const wanted = String(key);
        const found = [...store].find(([url]) => url === wanted || (options?.ignoreSearch && bare(url) === bare(wanted)));
        return found && new Response(found[1].bytes.slice(0), { headers: found[1].headers });
      },
      keys: async () => [...store.keys()].map((url) => new Request(url)),
      delete: async (key) => store.delete(String(key)),
    };
    return cache as Cache;
  };
  const caches: CacheStorage = {
    open: async (name) => open(name),
    has: async (name) => stores.has(name),
    keys: async () => [...stores.keys()],
    delete: async (name) => stores.delete(name),
    async match(key, options) {
      for (const name of stores.keys()) {
        const found = await open(name).match(key, options);
        if (found) return found;
      }
      return undefined;
    },
  };
  return caches;
}

/** Files of a page by path, and what the build would list of them. */
export function builtPage(
  version: string,
  contents: Readonly<Record<string, string>>,
  parts: Readonly<Record<string, string>> = {},
) {
  const encoder = new TextEncoder();
  const files = Object.entries(contents).map(([path, content]): OfflineFile => {
    const bytes = encoder.encode(content);
    return { path, bytes: bytes.byteLength, sha256: sha256Hex(bytes), part: parts[path] ?? 'shell' };
  });
  const list: OfflineList = { version, policy: "default-src 'none'", files };
  return { list, contents };
}

/** A server of `contents`, which says what it was asked for; `answers` come instead of files. */
export function serverOf(contents: Readonly<Record<string, string>>, answers: Readonly<Record<string, () => Response>> = {}) {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const path = new URL(input instanceof Request ? input.url : input).pathname.slice(new URL(SCOPE).pathname.length);
    asked.push(path);
    const other = answers[path];
    if (other) return other();
    const content = contents[path];
    return content === undefined ? new Response('Not found', { status: 404 }) : new Response(content);
  };
  return { fetch: fetch as typeof globalThis.fetch, asked };
}

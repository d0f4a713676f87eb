import { AppError } from '../../core/model/errors';
import { hashOf } from './script-hashes';

/** Those that came in and were as they were built: the browser then has them, and asks for none of them again. */
const loaded = new Map<string, Promise<void>>();

/**
 * Runs an `import()` of the built page once the script and all that it imports have come in by tags that carry their hashes. The build
 * puts this in the place of Vite's helper. A browser runs what such a tag brought, not what a later request would bring; it may ask
 * again for what a tag refused, without the hash, so nothing is imported after a refusal.
 *
 * @param files the script of the import and what it imports, relative to `importer`
 * @throws AppError `page/part-refused` where one did not come, or is another file than was built
 */
export async function loadChecked<T>(load: () => Promise<T>, files: readonly string[] = [], importer = ''): Promise<T> {
  // All tags at once: what a script imports must not be asked for before its own tag is there.
  await Promise.all(files.map((file) => preload(new URL(file, importer).href)));
  return load();
}

function preload(address: string): Promise<void> {
  const known = loaded.get(address);
  if (known) return known;
  const coming = bring(address).catch((thrown: unknown) => {
    loaded.delete(address);
    throw new AppError('page/part-refused', { file: nameOf(address) }, { cause: thrown });
  });
  loaded.set(address, coming);
  return coming;
}

async function bring(address: string): Promise<void> {
  const hash = hashOf(address);
  if (hash === null) return;
  const isStyle = address.endsWith('.css');
  // A browser without these tags compares all the same, and is trusted to find the same file in its cache.
  if (!isStyle && !document.createElement('link').relList.supports('modulepreload')) return compare(address, hash);
  const load = (): Promise<void> => loadByTag(address, hash, isStyle ? 'stylesheet' : 'modulepreload');
  await load().catch(async () => {
    await refresh(address, hash);
    await load();
  });
}

function loadByTag(address: string, hash: string, rel: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = rel;
    link.crossOrigin = '';
    link.integrity = hash;
    link.href = address;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(`${address} was not loaded`));
    };
    document.head.append(link);
  });
}

/**
 * Fetches a file, whose hash the browser compares; where the one in its cache is broken, a new one takes its place.
 *
 * @throws TypeError where it did not come or is another one
 */
export const compare = (address: string, hash: string): Promise<void> =>
  fetchChecked(address, hash, 'default').catch(() => refresh(address, hash));

/** Files below `assets` are kept for a year: a broken one would be, too. */
const refresh = (address: string, hash: string): Promise<void> => fetchChecked(address, hash, 'reload');

async function fetchChecked(address: string, integrity: string, cache: RequestCache): Promise<void> {
  const answer = await fetch(address, { integrity, cache });
  if (!answer.ok) throw new TypeError(`${address}: ${answer.status}`);
  await answer.arrayBuffer();
}

/** The last part of an address: a file of the page, nothing of a table. */
export const nameOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1);

/** Where the build writes the hashes of all scripts and styles that no tag of the start page loads: `path hash path hash …`. */
export const HASHES_NAME = 'script-hashes';

let hashes: ReadonlyMap<string, string> | null | undefined;

/** Reads the content of that tag: full addresses, each with the value of an `integrity` attribute. */
export function readHashes(content: string, base: string): ReadonlyMap<string, string> {
  const parts = content.split(' ').filter((part) => part !== '');
  return new Map(
    parts.flatMap((path, at) => (at % 2 === 0 && parts[at + 1] ? [[new URL(path, base).href, parts[at + 1]!] as const] : [])),
  );
}

/**
 * What a script has to hash to, as the start page says.
 *
 * @returns null where the page has no hashes at all, as under the development server
 * @throws Error where it has some, but none for this one: it is not of this build
 */
export function hashOf(address: string): string | null {
  if (hashes === undefined) {
    const tag = document.querySelector<HTMLMetaElement>(`meta[name="${HASHES_NAME}"]`);
    hashes = tag ? readHashes(tag.content, document.baseURI) : null;
  }
  if (hashes === null) return null;
  const hash = hashes.get(address);
  if (hash === undefined) throw new Error(`${address} is not part of this build`);
  return hash;
}

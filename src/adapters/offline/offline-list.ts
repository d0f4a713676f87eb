/** A file of the built page, as the build has it. */
export interface OfflineFile {
  /** Relative to the folder of the page. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** What it belongs to: `shell` is kept by every visit, the other parts when somebody asks for them. */
  readonly part: string;
}

/** What the build wrote into the service worker. */
export interface OfflineList {
  /** Another one as soon as any file, or the policy, is another. */
  readonly version: string;
  /** Content security policy of the page, put on answers that came without one. */
  readonly policy: string;
  readonly files: readonly OfflineFile[];
}

export const SHELL = 'shell';

/** Names of what one copy of the page keeps: several copies on one host, each in its folder, do not touch each other's. */
export interface OfflineNames {
  /** Address of the folder of the page, with a closing slash. */
  readonly scope: string;
  /** Start of all other names. */
  readonly prefix: string;
  /** Cache of the models and runtimes of all versions. */
  readonly parts: string;
  /** Lock of every tab that would lose something if it were loaded anew. */
  readonly busy: string;
  /** Start of the names of all shells. */
  readonly shells: string;
  /** Cache of the shell of a version. */
  shell(version: string): string;
  /** Lock of every tab that runs a version. */
  page(version: string): string;
}

/** @param scope address of the folder of the page, with a closing slash */
export function offlineNames(scope: string): OfflineNames {
  const prefix = `rowlink ${new URL(scope).pathname} `;
  const shells = `${prefix}shell `;
  return {
    scope,
    prefix,
    parts: `${prefix}parts`,
    busy: `${prefix}busy`,
    shells,
    shell: (version) => shells + version,
    page: (version) => `${prefix}page ${version}`,
  };
}

/** Under which a file is kept: its address and its content, so that another content is another entry. */
export const entryKey = (scope: string, { path, sha256 }: OfflineFile): string => `${scope}${path}?sha256=${sha256}`;

/** Under which the names of the parts that somebody asked for are kept, in the cache of the parts. */
export const askedKey = (scope: string): string => `${scope}?asked`;

/** Reads which parts somebody asked for. */
export async function readAsked(caches: CacheStorage, names: OfflineNames): Promise<readonly string[]> {
  if (!(await caches.has(names.parts))) return [];
  const entry = await (await caches.open(names.parts)).match(askedKey(names.scope));
  return entry ? ((await entry.json()) as readonly string[]) : [];
}

/** A model repository of a hub, as a person named it. */
export interface RepositoryAddress {
  /** Address of the hub without a closing slash: `https://models.example.org`, or one with a path. */
  readonly hub: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Branch, tag or commit; null where none was named, which means the main branch. */
  readonly revision: string | null;
}

/**
 * Why a text names no model of a hub that is known: `empty`; `other-host` an address elsewhere; `not-a-model` a data set or space;
 * `no-owner` a name alone; `not-a-name` signs that no repository can have; `bad-revision` the same of what stands after the name.
 */
export type AddressProblem = 'empty' | 'other-host' | 'not-a-model' | 'no-owner' | 'not-a-name' | 'bad-revision';

export type ReadAddress = { readonly address: RepositoryAddress } | { readonly problem: AddressProblem; readonly about: string };

/** Branch that a repository has unless it is named. */
export const MAIN_REVISION = 'main';

/** Pages of a repository whose next part is a revision. */
const WITH_REVISION: ReadonlySet<string> = new Set(['tree', 'blob', 'resolve', 'raw', 'commit', 'commits', 'blame']);
const OTHER_KINDS: ReadonlySet<string> = new Set(['datasets', 'spaces', 'papers', 'collections', 'docs', 'blog', 'models']);
/** Short names of the public hub that people paste. */
const SHORT_HOSTS: ReadonlyMap<string, string> = new Map([
  ['hf.co', 'https://huggingface.co'],
  ['www.huggingface.co', 'https://huggingface.co'],
  ['huggingface.com', 'https://huggingface.co'],
]);

/**
 * What a person typed or pasted as a model: `owner/name`, `owner/name@revision`, `hf://owner/name`, or an address of one of `hubs`
 * such as `https://hub/owner/name/blob/main/onnx/model.onnx`, with or without scheme, quotes, `git clone` before or `.git` behind.
 *
 * @param hubs addresses without a closing slash, the first is meant where none is named; at least one
 */
export function readRepositoryAddress(typed: string, hubs: readonly string[]): ReadAddress {
  const text = typed
    .trim()
    .replace(/^git\s+clone\s+/u, '')
    .replace(/^["'`<]+|["'`>]+$/gu, '')
    .trim();
  if (text === '') return { problem: 'empty', about: '' };
  const located = locate(text, hubs);
  if (located === null) return { problem: 'other-host', about: hostOf(text) };
  return readPath(located.hub, located.path);
}

/** The hub that `text` is an address of, and what is left of it. null: an address elsewhere. */
function locate(text: string, hubs: readonly string[]): { readonly hub: string; readonly path: string } | null {
  const short = /^hf:\/\/(?:models\/)?/u.exec(text);
  if (short) return { hub: hubs[0]!, path: text.slice(short[0].length) };
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text);
  const startsWithHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?\//iu.test(text);
  if (!hasScheme && !(startsWithHost && isKnownHost(hostOf(text), hubs))) {
    return text.split('/').length > 2 && startsWithHost ? null : { hub: hubs[0]!, path: text };
  }
  const bare = text.replace(/^[a-z][a-z0-9+.-]*:\/\//iu, '').replace(/^[^/@]*@/u, '');
  for (const hub of hubs) {
    const own = hub.replace(/^https?:\/\//u, '');
    if (bare.toLowerCase() === own.toLowerCase() || bare.toLowerCase().startsWith(`${own.toLowerCase()}/`))
      return { hub, path: bare.slice(own.length + 1) };
  }
  const public_ = SHORT_HOSTS.get(hostOf(text));
  return public_ && hubs.includes(public_) ? { hub: public_, path: bare.slice(hostOf(text).length + 1) } : null;
}

const hostOf = (text: string): string =>
  text
    .replace(/^[a-z][a-z0-9+.-]*:\/\//iu, '')
    .replace(/^[^/@]*@/u, '')
    .split(/[/?#]/u, 1)[0]!
    .toLowerCase();

const isKnownHost = (host: string, hubs: readonly string[]): boolean =>
  SHORT_HOSTS.has(host) || hubs.some((hub) => hostOf(hub) === host);

function readPath(hub: string, given: string): ReadAddress {
  const path = given.split(/[?#]/u, 1)[0]!.replace(/^\/+|\/+$/gu, '');
  if (path === '') return { problem: 'empty', about: '' };
  const parts = path.split('/');
  if (OTHER_KINDS.has(parts[0]!)) return { problem: 'not-a-model', about: parts[0]! };
  if (parts.length === 1) return { problem: isName(parts[0]!.split('@', 1)[0]!) ? 'no-owner' : 'not-a-name', about: path };
  const [owner = '', second = '', page, ...rest] = parts;
  const [named = '', ...marked] = second.split('@');
  const name = page === undefined ? named.replace(/\.git$/u, '') : named;
  if (!isName(owner) || !isName(name)) return { problem: 'not-a-name', about: `${owner}/${named}` };
  const asked = marked.length > 0 ? [marked.join('@'), page, ...rest].filter((part) => part !== undefined).join('/') : null;
  const shown = asked ?? (page !== undefined && WITH_REVISION.has(page) ? (rest[0] ?? null) : null);
  const revision = shown === null || shown === '' ? null : decoded(shown);
  if (revision !== null && !isRevision(revision)) return { problem: 'bad-revision', about: revision };
  return { address: { hub, repository: `${owner}/${name}`, revision: revision === MAIN_REVISION ? null : revision } };
}

/** Letters, digits, `-`, `_` and `.`, as hubs allow them: none of the signs first or last but `_`, and no two in a row. */
const isName = (name: string): boolean =>
  name.length <= 96 && /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/u.test(name) && !/--|\.\./u.test(name);

/** What git takes as the name of a branch, near enough: it goes into an address. */
const isRevision = (revision: string): boolean =>
  revision.length <= 200 && /^[A-Za-z0-9_][A-Za-z0-9._/-]*$/u.test(revision) && !revision.includes('..');

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A name of 40 hexadecimal digits: it means the same for ever. */
export const isCommit = (revision: string): boolean => /^[0-9a-f]{40}$/u.test(revision);

/** Where the hub describes a repository at a revision. */
export const infoAddress = ({ hub, repository, revision }: RepositoryAddress): string =>
  `${hub}/api/models/${repository}/revision/${encodeURIComponent(revision ?? MAIN_REVISION)}`;

/** Where the hub lists the files of a commit, all folders in one. */
export const treeAddress = ({ hub, repository }: RepositoryAddress, commit: string): string =>
  `${hub}/api/models/${repository}/tree/${commit}?recursive=true`;

/** Where the hub gives out a file of a commit. */
export const fileAddress = ({ hub, repository }: RepositoryAddress, commit: string, path: string): string =>
  `${hub}/${repository}/resolve/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`;

/** The page of a repository for people, at its revision. `readRepositoryAddress` reads it back. */
export const pageAddress = ({ hub, repository, revision }: RepositoryAddress): string =>
  `${hub}/${repository}${revision === null ? '' : `/tree/${encodeURIComponent(revision)}`}`;

import { useSyncExternalStore } from 'react';

/** The hash as path and query: `#/review?row=3`. wouter's own hash hook would move the query in front of the hash. */
function parts(): { readonly path: string; readonly query: string } {
  const hash = location.hash.replace(/^#?\/?/, '');
  const mark = hash.indexOf('?');
  return mark < 0 ? { path: `/${hash}`, query: '' } : { path: `/${hash.slice(0, mark)}`, query: hash.slice(mark + 1) };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  const before = location.href;
  const url = `#${to.startsWith('/') ? to : `/${to}`}`;
  if (options.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: location.href }));
}

const readPath = (): string => parts().path;
const readQuery = (): string => parts().query;

/** For wouter's `Router`: `hook`, `searchHook` and `hrefs`. */
export function useHashPath(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, readPath), navigate];
}

export function useHashQuery(): string {
  return useSyncExternalStore(subscribe, readQuery);
}

export const hashHref = (href: string): string => `#${href}`;

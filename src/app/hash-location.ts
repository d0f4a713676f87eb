import { useSyncExternalStore } from 'react';

/** The address below which help is shown, over the page that was there: `#/help`, `#/help/threshold`. */
const HELP = /^help(?:\/|$)/u;
/** What the address was before help, without `#/`. */
let under = '';

const hashText = (): string => location.hash.replace(/^#?\/?/, '');

/** The hash as path and query: `#/review?row=3`. wouter's own hash hook would move the query in front of the hash. */
function parts(): { readonly path: string; readonly query: string } {
  const hash = hashText();
  if (!HELP.test(hash)) under = hash;
  const mark = under.indexOf('?');
  return mark < 0 ? { path: `/${under}`, query: '' } : { path: `/${under.slice(0, mark)}`, query: under.slice(mark + 1) };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  const before = location.href;
  const hash = to.replace(/^\//, '');
  // A page that writes down what it shows does not close the help above it.
  if (options.replace && HELP.test(hashText()) && !HELP.test(hash)) under = hash;
  else if (options.replace) history.replaceState(null, '', `#/${hash}`);
  else history.pushState(null, '', `#/${hash}`);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: location.href }));
}

/** Shows help above the page, open at a chapter. The way back stays as it is. */
export const openHelp = (chapter = ''): void => {
  parts();
  navigate(chapter === '' ? '/help' : `/help/${chapter}`, { replace: true });
};

export function closeHelp(): void {
  history.replaceState(null, '', `#/${under}`);
  dispatchEvent(new HashChangeEvent('hashchange', { newURL: location.href }));
}

const readPath = (): string => parts().path;
const readQuery = (): string => parts().query;
const readChapter = (): string | null => {
  const hash = hashText();
  return HELP.test(hash) ? hash.replace(/^help\/?/u, '') : null;
};

/** For wouter's `Router`: `hook`, `searchHook` and `hrefs`. */
export function useHashPath(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, readPath), navigate];
}

export function useHashQuery(): string {
  return useSyncExternalStore(subscribe, readQuery);
}

/** The chapter of help that the address names, empty for none of them; null where help is not shown. */
export function useHelpChapter(): string | null {
  return useSyncExternalStore(subscribe, readChapter);
}

export const hashHref = (href: string): string => `#${href}`;

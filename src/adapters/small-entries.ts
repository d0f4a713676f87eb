import { isKeeping } from './keeping';

const PREFIX = 'rowlink.';
/** What lasts as long as the page, where nothing is to be kept. */
const passing = new Map<string, string>();
let isClosed = false;

/** An entry of the small storage of this browser; null where there is none, or no such storage. */
export function readEntry(name: string): string | null {
  if (!isKeeping()) return passing.get(name) ?? null;
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps an entry. Storage that is off or full is not an error, and after `clearEntries` nothing is kept until the page is loaded anew. */
export function writeEntry(name: string, value: string): void {
  if (isClosed) return;
  if (!isKeeping()) {
    passing.set(name, value);
    return;
  }
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage can be switched off by policy.
  }
}

/** Entries that were to last as long as the page are kept from now on. */
export function keepEntries(): void {
  for (const [name, value] of passing) writeEntry(name, value);
  passing.clear();
}

/** Removes what there is of one thing, such as a project: entries whose names end in its id. */
export function removeEntriesOf(id: string): void {
  const isOfIt = (name: string): boolean => name.endsWith(`.${id}`);
  for (const name of passing.keys()) if (isOfIt(name)) passing.delete(name);
  try {
    for (const name of entryNames(localStorage)) if (isOfIt(name)) localStorage.removeItem(name);
  } catch {
    // Storage can be switched off by policy.
  }
}

/** Removes all entries, and sees to it that no part of this page writes behind the broom. */
export function clearEntries(): void {
  isClosed = true;
  passing.clear();
  for (const storage of [localStorage, sessionStorage]) for (const name of entryNames(storage)) storage.removeItem(name);
}

/** Names of the page's own entries: other pages of this origin have theirs beside them. */
export const entryNames = (storage: Storage): string[] => Object.keys(storage).filter((name) => name.startsWith(PREFIX));

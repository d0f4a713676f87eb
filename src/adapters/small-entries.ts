const PREFIX = 'rowlink.';
let isClosed = false;

/** An entry of the small storage of this browser; null where there is none, or no such storage. */
export function readEntry(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps an entry. Storage that is off or full is not an error, and after `clearEntries` nothing is kept until the page is loaded anew. */
export function writeEntry(name: string, value: string): void {
  if (isClosed) return;
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage can be switched off by policy.
  }
}

/** Removes all entries, and sees to it that no part of this page writes behind the broom. */
export function clearEntries(): void {
  isClosed = true;
  localStorage.clear();
  sessionStorage.clear();
}

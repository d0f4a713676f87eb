/** The one entry that outlives the page without being asked for: that it was asked for. */
const ENTRY = 'rowlink.keep';

let isOn = typeof document !== 'undefined' && wasAsked();

/**
 * Whether the page keeps work in this browser: not before somebody asks for it, since all pages that are opened from a disk share one
 * storage. Workers are told when they start.
 */
export const isKeeping = (): boolean => isOn;

/** On the page: from now on, and whenever the file is opened in this browser. In a worker: as the page has it. */
export function setKeeping(isWanted: boolean): void {
  isOn = isWanted;
  if (typeof document === 'undefined') return;
  try {
    if (isWanted) localStorage.setItem(ENTRY, 'yes');
    else localStorage.removeItem(ENTRY);
  } catch {
    // Then it holds as long as the page.
  }
}

function wasAsked(): boolean {
  try {
    return localStorage.getItem(ENTRY) === 'yes';
  } catch {
    return false;
  }
}

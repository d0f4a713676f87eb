export type ReviewCommand =
  | 'accept'
  | 'none'
  | 'unsure'
  | 'next'
  | 'previous'
  | 'undo'
  | 'redo'
  | 'help'
  | { readonly pick: number };

/** The members of a KeyboardEvent that decide. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const LETTERS = new Map<string, ReviewCommand>([
  ['a', 'accept'],
  ['x', 'none'],
  ['j', 'next'],
  ['k', 'previous'],
]);
const NAMED = new Map<string, ReviewCommand>([
  ['Enter', 'accept'],
  [' ', 'unsure'],
  ['ArrowDown', 'next'],
  ['ArrowUp', 'previous'],
]);

/**
 * What a key means in review; null for keys that mean nothing there, Backspace and Delete among them. Keys of layouts without
 * Latin letters, and digits that need Shift, go by their place on the keyboard.
 *
 * @param singleKeys false where the person switched keys without Ctrl off (WCAG 2.1.4); arrows stay.
 */
export function commandFor(press: KeyPress, singleKeys: boolean): ReviewCommand | null {
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) {
    const letter = letterOf(press);
    if (letter === 'z') return press.shiftKey ? 'redo' : 'undo';
    return letter === 'y' && !press.shiftKey ? 'redo' : null;
  }
  if (press.key.startsWith('Arrow')) return press.shiftKey ? null : (NAMED.get(press.key) ?? null);
  if (!singleKeys) return null;
  if (press.key === '?') return 'help';
  const digit = /^[1-9]$/.test(press.key) ? press.key : press.shiftKey ? undefined : /^Digit([1-9])$/.exec(press.code)?.[1];
  if (digit !== undefined) return { pick: Number(digit) - 1 };
  if (press.shiftKey) return null;
  return NAMED.get(press.key) ?? LETTERS.get(letterOf(press)) ?? null;
}

function letterOf(press: KeyPress): string {
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase();
  const isForeignLetter = /^\p{L}$/u.test(press.key);
  return isForeignLetter ? (/^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase() ?? '') : '';
}

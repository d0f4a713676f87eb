import { digitOf, type KeyPress, letterOf, undoOrRedo } from '../../ui/key-press';

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
    return undoOrRedo(press);
  }
  if (press.key.startsWith('Arrow')) return press.shiftKey ? null : (NAMED.get(press.key) ?? null);
  if (!singleKeys) return null;
  if (press.key === '?') return 'help';
  const digit = digitOf(press);
  if (digit !== null) return { pick: digit - 1 };
  if (press.shiftKey) return null;
  return NAMED.get(press.key) ?? LETTERS.get(letterOf(press)) ?? null;
}

import { digitOf, type KeyPress, letterOf, undoOrRedo } from '../../ui/key-press';

export type ClusterCommand =
  | 'next'
  | 'previous'
  | 'confirm'
  | 'split'
  | 'leave-out'
  | 'merge'
  | 'undo'
  | 'redo'
  | 'help'
  | { readonly toggle: number };

const LETTERS = new Map<string, ClusterCommand>([
  ['a', 'confirm'],
  ['s', 'split'],
  ['l', 'leave-out'],
  ['m', 'merge'],
  ['j', 'next'],
  ['k', 'previous'],
]);
const NAMED = new Map<string, ClusterCommand>([
  ['Enter', 'confirm'],
  ['ArrowDown', 'next'],
  ['ArrowUp', 'previous'],
]);

/**
 * What a key means among clusters; null for keys that mean nothing there. Digits pick the first nine members.
 *
 * @param singleKeys false where the person switched keys without Ctrl off (WCAG 2.1.4); arrows stay.
 */
export function clusterCommandFor(press: KeyPress, singleKeys: boolean): ClusterCommand | null {
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return undoOrRedo(press);
  if (press.key.startsWith('Arrow')) return press.shiftKey ? null : (NAMED.get(press.key) ?? null);
  if (!singleKeys) return null;
  if (press.key === '?') return 'help';
  const digit = digitOf(press);
  if (digit !== null) return { toggle: digit - 1 };
  if (press.shiftKey) return null;
  return NAMED.get(press.key) ?? LETTERS.get(letterOf(press)) ?? null;
}

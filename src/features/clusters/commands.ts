import type { KeyPress } from '../../ui/key-press';
import { type Keymap, keymapOf, pressedCommand } from '../../ui/keymap';

/** Everything that a key can do among clusters; next, previous, undo, redo, save and help are those of review. */
export const CLUSTER_COMMANDS = [
  { id: 'confirm', keys: ['A', 'Enter'] },
  { id: 'toggle', keys: [], fixed: ['1…9'] },
  { id: 'split', keys: ['S'] },
  { id: 'leaveOut', keys: ['L'] },
  { id: 'merge', keys: ['M'] },
  { id: 'view', keys: ['G'] },
  { id: 'select', keys: ['Space'] },
  { id: 'weakest', keys: ['B'] },
  { id: 'next', keys: ['J'], fixed: ['↓'] },
  { id: 'previous', keys: ['K'], fixed: ['↑'] },
  { id: 'undo', keys: [], fixed: ['Ctrl Z'] },
  { id: 'redo', keys: [], fixed: ['Ctrl Y', 'Ctrl Shift Z'] },
  { id: 'save', keys: [], fixed: ['Ctrl S'] },
  { id: 'help', keys: ['?'] },
] as const satisfies readonly { readonly id: string; readonly keys: readonly string[]; readonly fixed?: readonly string[] }[];

export type ClusterCommandId = (typeof CLUSTER_COMMANDS)[number]['id'];
export type ClusterCommand = Exclude<ClusterCommandId, 'toggle' | 'save'> | { readonly toggle: number };

const FIRST_KEYS = keymapOf(CLUSTER_COMMANDS, {});

/**
 * What a key means among clusters; null for keys that mean nothing there. Digits pick the first nine members.
 *
 * @param singleKeys false where the person switched keys without Ctrl off (WCAG 2.1.4); arrows stay.
 */
export function clusterCommandFor(press: KeyPress, singleKeys: boolean, keymap: Keymap = FIRST_KEYS): ClusterCommand | null {
  const command = pressedCommand(press, keymap, singleKeys);
  if (command === null || command === 'toggle' || command === 'save') return null;
  return typeof command === 'object' ? { toggle: command.place } : (command as ClusterCommand);
}

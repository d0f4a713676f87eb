import type { KeyPress } from '../../../ui/key-press';
import { type Keymap, keymapOf, pressedCommand } from '../../../ui/keymap';

/**
 * Everything that a key can do in review, with its keys as they are printed; those below `keys` can be changed. In this order on the
 * sheet of keys; what each does is said below `help.actions` in the translations.
 */
export const COMMANDS = [
  { id: 'accept', keys: ['A', 'Enter'] },
  { id: 'also', keys: ['S'] },
  { id: 'pick', keys: [], fixed: ['1…9'] },
  { id: 'reject', keys: ['R'] },
  { id: 'none', keys: ['X'] },
  { id: 'absent', keys: ['N'] },
  { id: 'unsure', keys: ['Space'] },
  { id: 'reopen', keys: ['O'] },
  { id: 'flag', keys: ['F'] },
  { id: 'note', keys: ['M'] },
  { id: 'find', keys: ['/'] },
  { id: 'teach', keys: ['L'] },
  { id: 'search', keys: ['Q'] },
  { id: 'facets', keys: ['V'] },
  { id: 'together', keys: ['T'] },
  { id: 'details', keys: ['E'] },
  { id: 'differences', keys: ['D'] },
  { id: 'blind', keys: ['B'] },
  { id: 'alike', keys: ['G'] },
  { id: 'next', keys: ['J'], fixed: ['↓'] },
  { id: 'previous', keys: ['K'], fixed: ['↑'] },
  { id: 'nextCandidate', keys: [], fixed: ['→'] },
  { id: 'previousCandidate', keys: [], fixed: ['←'] },
  { id: 'extendNext', keys: [], fixed: ['Shift ↓'] },
  { id: 'extendPrevious', keys: [], fixed: ['Shift ↑'] },
  { id: 'single', keys: [], fixed: ['Esc'] },
  { id: 'undo', keys: [], fixed: ['Ctrl Z'] },
  { id: 'redo', keys: [], fixed: ['Ctrl Y', 'Ctrl Shift Z'] },
  { id: 'save', keys: [], fixed: ['Ctrl S'] },
  { id: 'help', keys: ['?'] },
] as const satisfies readonly { readonly id: string; readonly keys: readonly string[]; readonly fixed?: readonly string[] }[];

export type CommandId = (typeof COMMANDS)[number]['id'];
/** `save` works on every page, so the shell does it. */
export type ReviewCommand = Exclude<CommandId, 'pick' | 'save'> | { readonly pick: number };

const FIRST_KEYS = keymapOf(COMMANDS, {});

/**
 * What a key means in review; null for keys that mean nothing there, Backspace and Delete among them. Keys of layouts without
 * Latin letters, and digits that need Shift, go by their place on the keyboard.
 *
 * @param singleKeys false where the person switched keys without Ctrl off (WCAG 2.1.4); arrows stay.
 */
export function commandFor(press: KeyPress, singleKeys: boolean, keymap: Keymap = FIRST_KEYS): ReviewCommand | null {
  const command = pressedCommand(press, keymap, singleKeys);
  if (command === null || command === 'pick' || command === 'save') return null;
  return typeof command === 'object' ? { pick: command.place } : (command as ReviewCommand);
}

import { digitOf, type KeyPress, letterOf, undoOrRedo } from '../../ui/key-press';

/**
 * Everything that a key can do in review, with its keys as they are printed: letters by their sign, `1…9` for digits. In this order
 * on the sheet of keys; what each does is said below `help.actions` in the translations.
 */
export const COMMANDS = [
  { id: 'accept', keys: ['A', 'Enter'] },
  { id: 'also', keys: ['S'] },
  { id: 'pick', keys: ['1…9'] },
  { id: 'reject', keys: ['R'] },
  { id: 'none', keys: ['X'] },
  { id: 'absent', keys: ['N'] },
  { id: 'unsure', keys: ['Space'] },
  { id: 'reopen', keys: ['O'] },
  { id: 'flag', keys: ['F'] },
  { id: 'note', keys: ['M'] },
  { id: 'find', keys: ['/'] },
  { id: 'details', keys: ['E'] },
  { id: 'alike', keys: ['G'] },
  { id: 'next', keys: ['J', '↓'] },
  { id: 'previous', keys: ['K', '↑'] },
  { id: 'nextCandidate', keys: ['→'] },
  { id: 'previousCandidate', keys: ['←'] },
  { id: 'extendNext', keys: ['Shift ↓'] },
  { id: 'extendPrevious', keys: ['Shift ↑'] },
  { id: 'single', keys: ['Esc'] },
  { id: 'undo', keys: ['Ctrl Z'] },
  { id: 'redo', keys: ['Ctrl Shift Z', 'Ctrl Y'] },
  { id: 'help', keys: ['?'] },
] as const satisfies readonly { readonly id: string; readonly keys: readonly string[] }[];

export type CommandId = (typeof COMMANDS)[number]['id'];
export type ReviewCommand = Exclude<CommandId, 'pick'> | { readonly pick: number };

const ID_OF: ReadonlyMap<string, CommandId> = new Map(
  COMMANDS.flatMap(({ id, keys }) => keys.map((key): [string, CommandId] => [key, id])),
);
const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** The key that is printed on a button. */
export const keyOf = (id: CommandId): string => COMMANDS.find((command) => command.id === id)!.keys[0];

/** The keys of a command as `aria-keyshortcuts` wants them. */
export const shortcutsOf = (id: CommandId): string =>
  COMMANDS.find((command) => command.id === id)!
    .keys.map((key) =>
      key
        .split(' ')
        .map((part) => ARIA_NAMES[part] ?? part)
        .join('+'),
    )
    .join(' ');

const ARIA_NAMES: Readonly<Record<string, string>> = {
  '↓': 'ArrowDown',
  '↑': 'ArrowUp',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  Ctrl: 'Control',
  Esc: 'Escape',
};

/**
 * What a key means in review; null for keys that mean nothing there, Backspace and Delete among them. Keys of layouts without
 * Latin letters, and digits that need Shift, go by their place on the keyboard.
 *
 * @param singleKeys false where the person switched keys without Ctrl off (WCAG 2.1.4); arrows stay.
 */
export function commandFor(press: KeyPress, singleKeys: boolean): ReviewCommand | null {
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return undoOrRedo(press);
  const isArrow = press.key.startsWith('Arrow');
  if (!isArrow && !singleKeys) return null;
  const digit = digitOf(press);
  if (digit !== null) return { pick: digit - 1 };
  const letter = letterOf(press);
  const key = letter === '' ? (NAMES[press.key] ?? press.key) : letter.toUpperCase();
  // Signs such as ? may need Shift; letters and named keys mean something else with it.
  const isSign = letter === '' && press.key.length === 1 && press.key !== ' ';
  const id = ID_OF.get(press.shiftKey && !isSign ? `Shift ${key}` : key);
  return id === undefined || id === 'pick' ? null : id;
}

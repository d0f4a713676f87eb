import { type KeyPress, keyName } from './key-press';

/** A command and its keys as they are printed: letters by their sign, `1…9` for digits. */
export interface KeyedCommand {
  readonly id: string;
  /** Can be changed; the first one is printed on the button. */
  readonly keys: readonly string[];
  /** Stay whatever is changed: arrows, Esc, digits, and keys with Ctrl. */
  readonly fixed?: readonly string[];
}

/** Keys that somebody chose instead, by command. Commands that are not named keep their own. */
export type ChosenKeys = Readonly<Record<string, readonly string[]>>;

/** The commands of one screen with the keys in force. */
export interface Keymap {
  /** All keys of a command, the one to print first; empty where somebody gave them away. */
  keysOf(id: string): readonly string[];
  /** The command that a key calls; undefined for keys without a meaning there. */
  idOf(key: string): string | undefined;
}

/** @param isMirrored where the page is written from right to left: arrows to the sides change places, as what they go through does */
export function keymapOf(commands: readonly KeyedCommand[], chosen: ChosenKeys, isMirrored = false): Keymap {
  const keys = new Map(
    commands.map((command) => [command.id, [...changeableKeys(command, chosen), ...fixedKeys(command, isMirrored)]]),
  );
  // Of two commands with one key, as an older version may have kept them, the first has it.
  const ids = new Map<string, string>();
  for (const [id, own] of keys) for (const key of own) if (!ids.has(key)) ids.set(key, id);
  return { keysOf: (id) => keys.get(id) ?? [], idOf: (key) => ids.get(key) };
}

const MIRRORED: Readonly<Record<string, string>> = { '→': '←', '←': '→' };

const fixedKeys = ({ fixed = [] }: KeyedCommand, isMirrored: boolean): readonly string[] =>
  isMirrored ? fixed.map((key) => MIRRORED[key] ?? key) : fixed;

export const changeableKeys = (command: KeyedCommand, chosen: ChosenKeys): readonly string[] =>
  Object.hasOwn(chosen, command.id) ? chosen[command.id]! : command.keys;

/** Why a key cannot be that of a command. `taken`: another command of the same screen has it and could give it away. */
export type KeyClash =
  | { readonly kind: 'own' | 'digit' | 'reserved' }
  | { readonly kind: 'fixed' | 'taken'; readonly by: string };

/** Keys that move focus or take text away elsewhere, and never decide here. */
const RESERVED = /(?:^Ctrl |^(?:Tab|Backspace|Delete|Esc|Home|End|PageUp|PageDown|F\d+|Shift .*)$)/u;

/**
 * Whether a command may have a key; null where nothing is in the way. Commands clash only on screens that have both.
 *
 * @param screens  the commands of each screen; one that is on several, such as undo, is named in each
 */
export function clashOf(
  key: string,
  id: string,
  screens: readonly (readonly KeyedCommand[])[],
  chosen: ChosenKeys,
): KeyClash | null {
  if (/^[0-9]$/u.test(key)) return { kind: 'digit' };
  if (RESERVED.test(key)) return { kind: 'reserved' };
  for (const commands of screens) {
    if (!commands.some((command) => command.id === id)) continue;
    for (const command of commands) {
      if (command.fixed?.includes(key)) return command.id === id ? { kind: 'own' } : { kind: 'fixed', by: command.id };
      if (changeableKeys(command, chosen).includes(key)) {
        return command.id === id ? { kind: 'own' } : { kind: 'taken', by: command.id };
      }
    }
  }
  return null;
}

/** A command gets a key in the place of its first one; whoever had it on a screen that has both gives it away. */
export function chooseKey(
  key: string,
  id: string,
  screens: readonly (readonly KeyedCommand[])[],
  chosen: ChosenKeys,
): ChosenKeys {
  const next: Record<string, readonly string[]> = { ...chosen };
  for (const commands of screens) {
    const target = commands.find((command) => command.id === id);
    if (target === undefined) continue;
    for (const command of commands) {
      const own = changeableKeys(command, chosen);
      if (command.id !== id && own.includes(key)) next[command.id] = own.filter((other) => other !== key);
    }
    next[id] = [key, ...changeableKeys(target, chosen).slice(1)];
  }
  return next;
}

/**
 * A command gets its first keys back; commands that have one of them by choice give it away.
 */
export function resetKeys(id: string, screens: readonly (readonly KeyedCommand[])[], chosen: ChosenKeys): ChosenKeys {
  const next: Record<string, readonly string[]> = { ...chosen };
  delete next[id];
  for (const commands of screens) {
    const keys = commands.find((command) => command.id === id)?.keys;
    if (keys === undefined) continue;
    for (const command of commands) {
      if (command.id === id) continue;
      const own = changeableKeys(command, next);
      if (own.some((key) => keys.includes(key))) next[command.id] = own.filter((key) => !keys.includes(key));
    }
  }
  return next;
}

/** Reads what was kept; anything odd counts as nothing chosen. */
export function readChosenKeys(text: string): ChosenKeys {
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return {};
    const isKeys = (keys: unknown): keys is string[] => Array.isArray(keys) && keys.every((key) => typeof key === 'string');
    return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string[]] => isKeys(entry[1])));
  } catch {
    return {};
  }
}

const ARIA_NAMES: Readonly<Record<string, string>> = {
  '↓': 'ArrowDown',
  '↑': 'ArrowUp',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  Ctrl: 'Control',
  Esc: 'Escape',
};

/** Keys as `aria-keyshortcuts` wants them; undefined for none. */
export function ariaShortcuts(keys: readonly string[]): string | undefined {
  const one = (key: string): string =>
    key
      .split(' ')
      .map((part) => ARIA_NAMES[part] ?? part)
      .join('+');
  return keys.length === 0 ? undefined : keys.map(one).join(' ');
}

/**
 * The command of a key press on one screen, or the place of a digit; null for what means nothing there.
 *
 * @param singleKeys  false where the person switched keys without Ctrl off (WCAG 2.1.4); arrows stay
 */
export function pressedCommand(press: KeyPress, keymap: Keymap, singleKeys: boolean): string | { readonly place: number } | null {
  const key = keyName(press);
  if (key === null || (!singleKeys && !/^Ctrl |[↓↑←→]$/u.test(key))) return null;
  if (/^[1-9]$/u.test(key)) return { place: Number(key) - 1 };
  return keymap.idOf(key) ?? null;
}

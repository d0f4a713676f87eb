/** The members of a KeyboardEvent that decide. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The letter of a key, by its sign; of layouts without Latin letters, by its place on the keyboard. */
export function letterOf(press: KeyPress): string {
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase();
  const isForeignLetter = /^\p{L}$/u.test(press.key);
  return isForeignLetter ? (/^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase() ?? '') : '';
}

/** The digit of a key, 1 to 9, with or without Shift where the layout asks for it; null for other keys. */
export function digitOf(press: KeyPress): number | null {
  if (/^[1-9]$/.test(press.key)) return Number(press.key);
  const place = press.shiftKey ? undefined : /^Digit([1-9])$/.exec(press.code)?.[1];
  return place === undefined ? null : Number(place);
}

/** Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z, with the Command key too. */
export function undoOrRedo(press: KeyPress): 'undo' | 'redo' | null {
  const letter = letterOf(press);
  if (letter === 'z') return press.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !press.shiftKey ? 'redo' : null;
}

/** The members of a KeyboardEvent that decide. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Letters and marks of other scripts; one key may write several, as lam-alef does in Arabic. */
const FOREIGN = /^(?!\p{Script=Latin})[\p{L}\p{M}]{1,3}$/u;
/** Signs that some keyboards write their own way. */
const SIGNS: Readonly<Record<string, string>> = { '؟': '?', '；': ';', '、': '/', '，': ',' };
const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** The letter of a key, by its sign; of layouts without Latin letters, by its place on the keyboard. */
export function letterOf(press: KeyPress): string {
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase();
  const isForeignLetter = /^\p{L}$/u.test(press.key) || FOREIGN.test(press.key);
  return isForeignLetter ? (/^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase() ?? '') : '';
}

/** The digit of a key, 1 to 9, with or without Shift where the layout asks for it; null for other keys. */
export function digitOf(press: KeyPress): number | null {
  if (/^[1-9]$/.test(press.key)) return Number(press.key);
  const place = press.shiftKey ? undefined : /^Digit([1-9])$/.exec(press.code)?.[1];
  return place === undefined ? null : Number(place);
}

/**
 * A key as it is printed: `A`, `Space`, `↓`, `Shift ↓`, `Ctrl Z`, `?`, `3`. Letters of layouts without Latin letters, the digits of
 * layouts that write something else there, and `/` where a letter of another script has its place go by the place on the keyboard.
 * The Command key counts as Ctrl. Null with Alt, and with Ctrl where there is no letter.
 */
export function keyName(press: KeyPress): string | null {
  if (press.altKey) return null;
  const letter = letterOf(press).toUpperCase();
  if (press.ctrlKey || press.metaKey) return letter === '' ? null : `Ctrl ${press.shiftKey ? 'Shift ' : ''}${letter}`;
  const digit = digitOf(press);
  if (digit !== null) return String(digit);
  const key = letter === '' ? signOf(press) : letter;
  // Signs such as ? may need Shift; letters and named keys mean something else with it.
  const isSign = letter === '' && [...key].length === 1 && !/[↓↑←→]/u.test(key);
  return press.shiftKey && !isSign ? `Shift ${key}` : key;
}

function signOf(press: KeyPress): string {
  if (press.code === 'Slash' && FOREIGN.test(press.key)) return '/';
  return NAMES[press.key] ?? SIGNS[press.key] ?? press.key;
}

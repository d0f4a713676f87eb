const CR = 0x0d;
const LF = 0x0a;
const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const NAMED: readonly (readonly [name: string, letter: number])[] = [
  ['amp', 0x26],
  ['lt', 0x3c],
  ['gt', 0x3e],
  ['quot', 0x22],
  ['apos', 0x27],
];
const LINE_END = Uint8Array.of(LF);
const letters = new Uint8Array(4);

/**
 * Hands on a text with its references resolved and its line ends made LF, in parts.
 *
 * @param hasReferences false for CDATA, in which `&` is a letter
 * @param broken makes the error for a reference to what is not known or is no character
 */
export function mendText(
  bytes: Uint8Array,
  from: number,
  to: number,
  hasReferences: boolean,
  onText: (bytes: Uint8Array, from: number, to: number) => void,
  broken: () => Error,
): void {
  let plainFrom = from;
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === CR) {
      if (at > plainFrom) onText(bytes, plainFrom, at);
      plainFrom = at + 1;
      if (at + 1 === to || bytes[at + 1] !== LF) onText(LINE_END, 0, 1);
    } else if (byte === AMPERSAND && hasReferences) {
      const close = bytes.indexOf(SEMICOLON, at);
      const length = close < 0 || close >= to ? -1 : writeReference(bytes, at + 1, close, letters);
      if (length < 0) throw broken();
      if (at > plainFrom) onText(bytes, plainFrom, at);
      onText(letters, 0, length);
      at = close;
      plainFrom = at + 1;
    }
  }
  if (to > plainFrom) onText(bytes, plainFrom, to);
}

/**
 * Writes the character that a reference stands for, `amp` or `#xE4`, in UTF-8.
 *
 * @returns how many bytes it has; −1 for what is not known, or no character of XML
 */
export function writeReference(bytes: Uint8Array, from: number, to: number, letter: Uint8Array): number {
  if (bytes[from] !== 0x23) {
    for (const [name, code] of NAMED) if (isNamed(bytes, from, to, name)) return writeCharacter(code, letter);
    return -1;
  }
  const isHex = bytes[from + 1] === 0x78;
  let at = from + (isHex ? 2 : 1);
  if (at >= to) return -1;
  let code = 0;
  for (; at < to; at++) {
    const digit = digitOf(bytes[at]!, isHex);
    if (digit < 0) return -1;
    code = Math.min(0x110000, code * (isHex ? 16 : 10) + digit);
  }
  const isCharacter =
    code >= 0x20
      ? code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x110000)
      : code === 0x09 || code === LF || code === CR;
  return isCharacter ? writeCharacter(code, letter) : -1;
}

function isNamed(bytes: Uint8Array, from: number, to: number, name: string): boolean {
  if (to - from !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (bytes[from + i] !== name.charCodeAt(i)) return false;
  return true;
}

function digitOf(byte: number, isHex: boolean): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return isHex && letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function writeCharacter(code: number, letter: Uint8Array): number {
  if (code < 0x80) {
    letter[0] = code;
    return 1;
  }
  const width = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (let at = width - 1; at > 0; at--) {
    letter[at] = 0x80 | (code & 0x3f);
    code >>= 6;
  }
  letter[0] = ((0xf00 >> width) & 0xff) | code;
  return width;
}

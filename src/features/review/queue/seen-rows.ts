/** Which rows were on screen, as hexadecimal digits, two for eight rows: short enough for the small storage of a browser. */
export function writeSeen(seen: Uint8Array): string {
  const bytes = new Uint8Array(Math.ceil(seen.length / 8));
  for (let row = 0; row < seen.length; row++) if (seen[row]) bytes[row >> 3]! |= 1 << (row & 7);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** 1 for each row that was seen. What is missing or odd was not. */
export function readSeen(text: string, rowCount: number): Uint8Array {
  const seen = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount && row >> 2 < text.length; row++) {
    const byte = Number.parseInt(text.slice((row >> 3) * 2, (row >> 3) * 2 + 2), 16);
    if (byte & (1 << (row & 7))) seen[row] = 1;
  }
  return seen;
}

/** Whether XML has the bytes of a text as they are: no mark of XML, nothing that it changes or cannot hold, nothing like `_x0041_`. */
export function isPlainXml(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte < 0x20 ? byte !== 0x09 && byte !== 0x0a : NEEDS_LOOK[byte] === 1 && needsEscape(bytes, at, to)) return false;
  }
  return true;
}

/** `&` `<` `>`, the first bytes of surrogates and of U+FFFE and U+FFFF, and `_`. */
const NEEDS_LOOK = Uint8Array.from({ length: 256 }, (_, byte) => ([0x26, 0x3c, 0x3e, 0x5f, 0xed, 0xef].includes(byte) ? 1 : 0));

function needsEscape(bytes: Uint8Array, at: number, to: number): boolean {
  switch (bytes[at]) {
    case 0x5f:
      return at + 6 < to && (bytes[at + 1] === 0x78 || bytes[at + 1] === 0x58);
    case 0xed:
      return bytes[at + 1]! >= 0xa0;
    case 0xef:
      return bytes[at + 1] === 0xbf && bytes[at + 2]! >= 0xbe;
    default:
      return true;
  }
}

/**
 * Text for a cell: marks of XML as entities; characters that XML cannot hold, or changes, as `_xHHHH_` as Excel has it; text that looks
 * like that is protected.
 */
export function escapeForXml(text: string): string {
  return text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd]|[\ud800-\udbff][\udc00-\udfff]/g, (found) =>
      found.length === 2 ? found : escapeUnit(found),
    )
    .replace(/[&<>]/g, (mark) => ENTITIES[mark]!);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escapeUnit = (text: string): string => `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

const ROMANIAN = 'iso-8859-16';
/** The letters from 0xA0 on; below, bytes are their own numbers. */
const ROMANIAN_LETTERS =
  '\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ';

/** What decoding takes of a decoder of the platform. */
export interface PieceDecoder {
  /** WHATWG name. */
  readonly encoding: string;
  decode(piece?: Uint8Array, options?: { readonly stream: boolean }): string;
}

/**
 * The decoder of an encoding under any of its WHATWG labels. ISO 8859-16 is known here, as not every platform knows it.
 * @throws RangeError for a label that neither knows
 */
export function createTextDecoder(label: string): PieceDecoder {
  if (label.trim().toLowerCase() !== ROMANIAN) return new TextDecoder(label);
  return {
    encoding: ROMANIAN,
    decode(piece = new Uint8Array(0)) {
      let text = '';
      for (const byte of piece) text += byte < 0xa0 ? String.fromCharCode(byte) : ROMANIAN_LETTERS[byte - 0xa0]!;
      return text;
    },
  };
}

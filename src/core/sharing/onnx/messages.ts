/** A field of a protobuf message that holds bytes: number and kind, length, content. */
export function bytesField(number: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  return joinBytes([headerOf(number, content.length), content]);
}

/** What stands before the content of a field of `length` bytes. */
export function headerOf(number: number, length: number): Uint8Array<ArrayBuffer> {
  return joinBytes([varint(number * 8 + 2), varint(length)]);
}

export const textField = (number: number, text: string): Uint8Array<ArrayBuffer> =>
  bytesField(number, new TextEncoder().encode(text));

/** A field that is a whole number; negative ones take ten bytes, as protobuf has it. */
export const numberField = (number: number, value: number): Uint8Array<ArrayBuffer> =>
  joinBytes([varint(number * 8), varint(value)]);

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function varint(value: number): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

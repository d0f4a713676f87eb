/** Text of one value as hyparquet gives it, numbers with the digits that tell them from every other number of their type. */
export function parquetText(value: unknown, isFloat32: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return isFloat32 ? shortestFloat32(value) : String(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Uint8Array) return bytesText(value);
  return (
    JSON.stringify(value, (_, inner) =>
      typeof inner === 'bigint' || inner instanceof Uint8Array ? parquetText(inner, false) : inner,
    ) ?? ''
  );
}

/** Unscaled digits of a decimal with its point set: `decimalText(12345n, 2)` is `123.45`. */
export function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale);
  return `${unscaled < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A big-endian two's complement number, as decimals of more than 18 digits are stored. */
export function bigIntOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return bytes.length > 0 && bytes[0]! >= 0x80 ? value - (1n << BigInt(8 * bytes.length)) : value;
}

/**
 * A time since 1970 in units of `perSecond`, as `2024-05-01 13:45:00`, with as many decimals as it has.
 */
export function timeText(time: bigint, perSecond: bigint): string {
  const fraction = ((time % perSecond) + perSecond) % perSecond;
  const seconds = Number((time - fraction) / perSecond);
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(time);
  const digits = String(perSecond).length - 1;
  const decimals = String(fraction).padStart(digits, '0').replace(/0+$/u, '');
  return `${date.toISOString().slice(0, -5).replace('T', ' ')}${decimals === '' ? '' : `.${decimals}`}`;
}

/** Days since 1970 as `2024-05-01`. */
export function dateText(days: number): string {
  const date = new Date(days * 86_400_000);
  return Number.isNaN(date.getTime()) ? String(days) : date.toISOString().replace(/T.*$/u, '');
}

/** Bytes without a type are mostly text; what is none is shown in hexadecimal. */
function bytesText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

function shortestFloat32(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  for (let precision = 1; precision < 9; precision++) {
    const text = Number(value.toPrecision(precision));
    if (Math.fround(text) === value) return String(text);
  }
  return String(Number(value.toPrecision(9)));
}

import { LosslessNumber, stringify } from 'lossless-json';

/**
 * The fields of one record of a JSON file as texts. Objects inside become fields of their own, `address.city`; lists become their
 * JSON; null is empty. Numbers stand as they were written.
 */
export function flattenRecord(record: unknown): Map<string, string> {
  const fields = new Map<string, string>();
  if (isObject(record)) addFields(fields, '', record, 0);
  else fields.set(SCALAR_FIELD, jsonText(record));
  return fields;
}

/** The text of one value. */
export function jsonText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof LosslessNumber) return value.value;
  if (typeof value === 'boolean') return String(value);
  return stringify(value) ?? '';
}

/** An object of JSON, numbers aside. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);

const SCALAR_FIELD = 'value';
/** Deeper objects are kept as JSON. */
const DEEPEST = 6;

function addFields(fields: Map<string, string>, prefix: string, record: Record<string, unknown>, depth: number): void {
  for (const [key, value] of Object.entries(record)) {
    if (depth < DEEPEST && isObject(value) && Object.keys(value).length > 0)
      addFields(fields, `${prefix}${key}.`, value, depth + 1);
    else fields.set(`${prefix}${key}`, isObject(value) && Object.keys(value).length === 0 ? '' : jsonText(value));
  }
}

import { AppError } from '../../model/errors';
import {
  attributeName,
  attributeOf,
  attributeText,
  createXmlScanner,
  tagName,
  type XmlErrors,
  type XmlEvents,
  type XmlTag,
} from './xml-scanner';

export type { XmlErrors } from './xml-scanner';

/** What reads one part: the names of elements that it tells apart, and what it does with them. */
export interface XmlReader {
  readonly names: readonly string[];
  readonly events: XmlEvents;
}

/** Attributes of one element, by name with prefix. Only while its handler runs. */
export interface Attributes {
  get(name: string): string | undefined;
  names(): readonly string[];
}

/** Names come without namespace prefix: writers differ in it, the parts read here have no clashes. */
export interface XmlHandlers {
  onOpen?(name: string, attributes: Attributes): void;
  onClose?(name: string): void;
  onText?(text: string): void;
}

/** Where a part belongs to, for errors. */
export interface PartPlace {
  readonly file: string;
  readonly sheet: string;
}

/** `file/workbook-broken` and `file/too-large-inside` for a part. */
export const errorsOf = (where: PartPlace): XmlErrors => ({
  broken: () => new AppError('file/workbook-broken', { ...where }),
  tooLarge: () => new AppError('file/too-large-inside', { file: where.file }),
});

/** Says of damage in which sheet it is, and at which row reading stopped. */
export async function namingRow<T>(reading: Promise<T>, where: PartPlace, row: () => number): Promise<T> {
  try {
    return await reading;
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'file/workbook-broken') throw thrown;
    throw new AppError('file/sheet-broken', { ...where, row: Math.max(1, row()) }, { cause: thrown });
  }
}

/**
 * Reads one XML part as its bytes come; UTF-8, or UTF-16 with a mark.
 * @throws AppError `file/workbook-broken` with `where` for XML that is not well formed or has a DTD, which no workbook needs and
 *   through which entities could be defined; `file/too-large-inside` for a text of more than 128 MiB. Errors thrown by the reader or
 *   the bytes pass.
 */
export async function readXml(bytes: AsyncIterable<Uint8Array>, where: PartPlace, { names, events }: XmlReader): Promise<void> {
  const scanner = createXmlScanner(names, events, errorsOf(where));
  for await (const piece of bytes) scanner.add(piece);
  scanner.end();
}

/** `readXml` with strings, for parts that are small. */
export const parseXml = (bytes: AsyncIterable<Uint8Array>, where: PartPlace, handlers: XmlHandlers): Promise<void> =>
  readXml(bytes, where, { names: [], events: createStringEvents(handlers) });

/** Events as strings. */
export function createStringEvents({ onOpen, onClose, onText }: XmlHandlers): XmlEvents {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const open: string[] = [];
  let current: XmlTag | null = null;
  const attributes: Attributes = {
    get(name) {
      const at = attributeOf(current!, name);
      return at < 0 ? undefined : attributeText(current!, at);
    },
    names: () => Array.from({ length: current!.attributeCount }, (_, at) => attributeName(current!, at)),
  };
  return {
    onOpen(_, tag) {
      const name = tagName(tag);
      open.push(name);
      current = tag;
      onOpen?.(name, attributes);
    },
    onClose() {
      onClose?.(open.pop()!);
    },
    onText(bytes, from, to) {
      onText?.(decoder.decode(bytes.subarray(from, to)));
    },
  };
}

/** The value of an attribute whatever its prefix is, `r:id` as `id`. */
export function anyPrefix(attributes: Attributes, name: string): string | undefined {
  const prefixed = attributes.names().find((key) => key.endsWith(`:${name}`));
  return prefixed === undefined ? attributes.get(name) : attributes.get(prefixed);
}

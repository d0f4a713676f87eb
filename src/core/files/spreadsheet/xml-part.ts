import { SaxesParser } from 'saxes';
import { AppError } from '../../model/errors';

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

/**
 * Parses one XML part as its bytes come; UTF-8, or UTF-16 with a mark.
 * @throws AppError `file/workbook-broken` with `where` for XML that is not well formed or has a DTD, which no workbook needs and
 *   through which entities could be defined. Errors thrown by the handlers or the bytes pass.
 */
export async function parseXml(
  bytes: AsyncIterable<Uint8Array>,
  where: { readonly file: string; readonly sheet: string },
  handlers: XmlHandlers,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const broken = (cause?: unknown) => new AppError('file/workbook-broken', where, { cause });
  parser.on('error', (cause) => {
    throw broken(cause);
  });
  parser.on('doctype', () => {
    throw broken();
  });
  const { onOpen, onClose, onText } = handlers;
  if (onOpen) {
    // One for all elements: a map of each would cost more than to parse it. The parser's own record has no prototype.
    let current: Readonly<Record<string, string>> = {};
    const given: Attributes = { get: (name) => current[name], names: () => Object.keys(current) };
    parser.on('opentag', ({ name, attributes }) => {
      current = attributes;
      onOpen(local(name), given);
    });
  }
  if (onClose) parser.on('closetag', ({ name }) => onClose(local(name)));
  if (onText) {
    parser.on('text', onText);
    parser.on('cdata', onText);
  }
  let decoder: TextDecoder | null = null;
  for await (const piece of bytes) {
    if (piece.length === 0) continue;
    decoder ??= new TextDecoder(
      piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8',
    );
    parser.write(decoder.decode(piece, { stream: true }));
  }
  if (!decoder) throw broken();
  parser.write(decoder.decode()).close();
}

/** The value of an attribute whatever its prefix is, `r:id` as `id`. */
export function anyPrefix(attributes: Attributes, name: string): string | undefined {
  const prefixed = attributes.names().find((key) => key.endsWith(`:${name}`));
  return prefixed === undefined ? attributes.get(name) : attributes.get(prefixed);
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

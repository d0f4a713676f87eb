import { parse } from 'lossless-json';
import { AppError } from '../../model/errors';

/** A document whose numbers are kept as they are written. @throws AppError `file/json-broken` {file, row} */
export function parseJson(text: string, file: string): unknown {
  try {
    return parseLossless(text.replace(/^\ufeff/u, ''));
  } catch (cause) {
    const position = Number(/position (\d+)/u.exec(cause instanceof Error ? cause.message : '')?.[1] ?? text.length);
    throw new AppError('file/json-broken', { file, row: text.slice(0, position).split('\n').length }, { cause });
  }
}

/** The same; undefined where the text is no JSON. */
export function tryParseJson(text: string): unknown {
  try {
    return parseLossless(text);
  } catch {
    return undefined;
  }
}

const parseLossless = (text: string): unknown => parse(text, undefined, { onDuplicateKey: keepBoth });

/** A name that stands twice in one object: neither value is lost. */
const keepBoth = ({ oldValue, newValue }: { oldValue: unknown; newValue: unknown }) => [oldValue, newValue];

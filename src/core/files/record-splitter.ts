const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** One record as it stood in the text. `isBlank` tells an empty line from a record of one empty quoted cell. */
export interface TextRecord {
  readonly cells: readonly string[];
  readonly isBlank: boolean;
  readonly hasUnclosedQuote: boolean;
}

/**
 * Splits delimited text (RFC 4180, read tolerantly) that comes in pieces of any size into records. Line ends may be LF, CRLF or
 * CR, also mixed; quoted cells keep theirs. A quote only counts at the start of a cell; text after a closing quote is kept.
 * A quote that is never closed, or only lines below in the middle of a cell, is taken literally: it costs one record and not the
 * rest of the file.
 *
 * Each character is looked at once per piece it waits in; the waiting text doubles before it is looked at again, so that one
 * stray quote does not make the cost quadratic.
 */
export function createRecordSplitter(
  delimiter: string,
  onRecord: (record: TextRecord) => void,
): { add(text: string): void; end(): void } {
  let waiting = '';
  let lookAgainAt = 0;

  function split(isLast: boolean): void {
    let at = 0;
    while (at < waiting.length) {
      const next = readRecord(waiting, at, delimiter, isLast, false);
      if (next.end !== null) {
        onRecord(next.record);
        at = next.end;
        continue;
      }
      if (!isLast && !next.isMalformed) break;
      const literal = readRecord(waiting, at, delimiter, isLast, true);
      if (literal.end === null) break;
      onRecord({ ...literal.record, hasUnclosedQuote: true });
      at = literal.end;
    }
    waiting = waiting.slice(at);
    lookAgainAt = waiting.length * 2;
  }

  return {
    add(text) {
      waiting += text;
      if (waiting.length >= lookAgainAt) split(false);
    },
    end: () => split(true),
  };
}

/** `end` null: the text ends before the record does, or a quote is not closed (known to be so when `isMalformed` or `isLast`). */
function readRecord(
  text: string,
  start: number,
  delimiter: string,
  isLast: boolean,
  isLiteral: boolean,
): { readonly record: TextRecord; readonly end: number | null; readonly isMalformed?: boolean } {
  const separator = delimiter.charCodeAt(0);
  const cells: string[] = [];
  const unfinished = { record: { cells, isBlank: false, hasUnclosedQuote: false }, end: null };
  let at = start;
  for (;;) {
    let quoted = '';
    let wasQuoted = false;
    if (!isLiteral && text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1);
      if (close === -1 || (close === text.length - 1 && !isLast)) return unfinished;
      quoted = text.slice(at + 1, close);
      if (quoted.includes('"')) quoted = quoted.replaceAll('""', '"');
      wasQuoted = true;
      at = close + 1;
    }
    const from = at;
    let code = text.charCodeAt(at);
    while (at < text.length && code !== separator && code !== LF && code !== CR) code = text.charCodeAt(++at);
    const rest = text.slice(from, at);
    const isRestBlank = rest.trim() === '';
    if (wasQuoted && !isRestBlank && /[\r\n]/.test(quoted)) return { ...unfinished, isMalformed: true };
    // Blanks between the closing quote and the delimiter are layout, other text belongs to the cell.
    cells.push(wasQuoted ? quoted + (isRestBlank ? '' : rest) : rest);
    const isBlank = cells.length === 1 && !wasQuoted && isRestBlank;
    if (at >= text.length) {
      return isLast ? { record: { cells, isBlank, hasUnclosedQuote: false }, end: text.length } : unfinished;
    }
    if (code === separator) {
      at++;
      continue;
    }
    if (code === CR) {
      // A piece may end between CR and LF.
      if (at + 1 >= text.length && !isLast) return unfinished;
      if (text.charCodeAt(at + 1) === LF) at++;
    }
    return { record: { cells, isBlank, hasUnclosedQuote: false }, end: at + 1 };
  }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

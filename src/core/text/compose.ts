import { AppError } from '../model/errors';
import { type Dataset, NO_TEXT, type TextSet } from '../model/types';

export const COMPOSE_TEXTS_VERSION = 1;

/**
 * One text a row: the filled cells of `columns`, in that order, joined by a space, white space collapsed. Equal texts are kept
 * once, in order of first row; a row whose cells are all empty gets `NO_TEXT`. Cost O(characters).
 *
 * @throws AppError `input/unknown-column` for a column the table does not have
 */
export function composeTexts(dataset: Dataset, columns: readonly string[]): TextSet {
  const chosen = columns.map((name) => {
    const index = dataset.columns.findIndex((column) => column.name === name);
    if (index < 0) throw new AppError('input/unknown-column', { column: name, file: dataset.source.fileName });
    return dataset.values[index]!;
  });
  const texts: string[] = [];
  const indexOf = new Map<string, number>();
  const textOf = new Uint32Array(dataset.rowCount).fill(NO_TEXT);
  for (let row = 0; row < dataset.rowCount; row++) {
    const text = chosen
      .map((cells) => cells[row]!.replace(/\s+/gu, ' ').trim())
      .filter((cell) => cell !== '')
      .join(' ');
    if (text === '') continue;
    let index = indexOf.get(text);
    if (index === undefined) {
      index = texts.length;
      texts.push(text);
      indexOf.set(text, index);
    }
    textOf[row] = index;
  }
  return { texts, textOf };
}

/** Rows of every text, ascending: `rows[offsets[text]..offsets[text + 1]]`. */
export function rowsByText(set: TextSet): { readonly offsets: Uint32Array; readonly rows: Uint32Array } {
  const offsets = new Uint32Array(set.texts.length + 1);
  for (const text of set.textOf) if (text !== NO_TEXT) offsets[text + 1]!++;
  for (let i = 1; i < offsets.length; i++) offsets[i]! += offsets[i - 1]!;
  const next = offsets.slice();
  const rows = new Uint32Array(offsets.at(-1)!);
  for (let row = 0; row < set.textOf.length; row++) {
    const text = set.textOf[row]!;
    if (text !== NO_TEXT) rows[next[text]!++] = row;
  }
  return { offsets, rows };
}

/** How many rows have each text. */
export function countRows(set: TextSet): Uint32Array {
  const counts = new Uint32Array(set.texts.length);
  for (const text of set.textOf) if (text !== NO_TEXT) counts[text]!++;
  return counts;
}

import { hashTable } from '../files/table-hash';
import { createPacer } from '../model/turns';
import type { CellColumn, Column, Dataset } from '../model/types';
import { ColumnWriter } from '../table/column-writer';
import { NO_QUESTION } from './questions';
import type { MadeColumn } from './task';
import type { Cells } from './transform';

/** Names for new columns beside those that are there: one that is taken gets a number. */
export function freeNames(columns: readonly Column[], wanted: readonly string[]): readonly string[] {
  const taken = new Set(columns.map(({ name }) => name));
  return wanted.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free); count++) free = `${name} (${count})`;
    taken.add(free);
    return free;
  });
}

/**
 * Answers as cells, one column a new name: empty for rows without an answer. Gives others their turn. O(rows × new columns).
 *
 * @param questionOf of every row
 */
export async function answerCells(
  questionOf: Uint32Array,
  answers: ReadonlyMap<number, Cells>,
  count: number,
): Promise<{ readonly cells: readonly CellColumn[]; readonly answered: number }> {
  const writers = Array.from({ length: count }, () => new ColumnWriter());
  const pause = createPacer();
  let answered = 0;
  for (let row = 0; row < questionOf.length; row++) {
    if (row % ROWS_A_LOOK === 0) await pause();
    const question = questionOf[row]!;
    const answer = question === NO_QUESTION ? undefined : answers.get(question);
    if (answer) answered++;
    for (let at = 0; at < count; at++) writers[at]!.addCell(answer?.[at] ?? '');
  }
  return { cells: writers.map((writer) => writer.finish()), answered };
}

const ROWS_A_LOOK = 1024;

/** A table with more columns at its end: the same rows, another fingerprint, no sketch. O(bytes), hashing. */
export async function withMadeColumns(
  dataset: Dataset,
  cells: readonly CellColumn[],
  made: readonly MadeColumn[],
): Promise<Dataset> {
  const { sketch: _, ...rest } = dataset;
  const columns = [...dataset.columns, ...made.map(({ column }) => ({ name: column, header: '' }))];
  const all = [...dataset.cells, ...cells];
  const source = { ...dataset.source, made: [...(dataset.source.made ?? []), ...made] };
  return { ...rest, columns, cells: all, source, fingerprint: await hashTable(columns, all, dataset.rowCount) };
}

/** A table without some of the columns that a model has made: where none is left, it is the table of the file again. */
export async function withoutMadeColumns(dataset: Dataset, names: readonly string[]): Promise<Dataset> {
  const { sketch: _, ...rest } = dataset;
  const made = dataset.source.made ?? [];
  const gone = new Set(made.map(({ column }) => column).filter((name) => names.includes(name)));
  const keeps = dataset.columns.map(({ name }) => !gone.has(name));
  const columns = dataset.columns.filter((_column, at) => keeps[at]);
  const cells = dataset.cells.filter((_column, at) => keeps[at]);
  const { made: _made, ...others } = dataset.source;
  const left = made.filter(({ column }) => !gone.has(column));
  const source = left.length > 0 ? { ...others, made: left } : others;
  return { ...rest, columns, cells, source, fingerprint: await hashTable(columns, cells, dataset.rowCount) };
}

import type { Dataset } from '../model/types';
import { cellAt, cellReader } from './cells';
import { type HeaderMeaning, readHeader } from './header-words';
import { type ColumnProfile, profileCells } from './profile';

/** Cells of a column that are compared by value, spread evenly over the rows. */
const SAMPLE_CELLS = 3000;

/** What column suggestions look at. */
export interface ColumnPortrait {
  readonly name: string;
  readonly meaning: HeaderMeaning;
  readonly profile: ColumnProfile;
  /** 0…1: how well the column tells records apart and can be compared; 0 for ids of rows and empty columns. */
  readonly usefulness: number;
  /** Lower-case words of a sample of the cells. */
  readonly words: ReadonlySet<string>;
  /** Lower-case whole cells of the same sample. */
  readonly cells: ReadonlySet<string>;
}

/** Columns that are portrayed at most: people do not compare by the hundredth. */
const MOST_COLUMNS = 100;
/** In tables with more columns than this fewer cells are sampled, as every column is compared with every other. */
const MANY_COLUMNS = 30;
const FEWER_CELLS = 300;

/** Portraits of all columns, of the first hundred in a wide table. O(bytes); a table with a sketch has them already. */
export function portrayColumns(dataset: Dataset): readonly ColumnPortrait[] {
  if (dataset.sketch) return dataset.sketch.portraits;
  const sampled = dataset.columns.length > MANY_COLUMNS ? FEWER_CELLS : SAMPLE_CELLS;
  return dataset.columns.slice(0, MOST_COLUMNS).map(({ name, header }, column) => {
    const profile = profileCells(dataset.cells[column]!);
    const meaning = readHeader(header.trim() === '' ? '' : name);
    const isId = isRowId(meaning, profile, dataset, column);
    const usefulness = isId ? 0 : usefulnessOf(meaning, profile, dataset.rowCount);
    return { name, meaning, profile, usefulness, ...sampleOf(dataset, column, sampled) };
  });
}

/** Numbers or codes made for the rows of one table: an `id` header, or running whole numbers without any meaning in the header. */
function isRowId(meaning: HeaderMeaning, profile: ColumnProfile, dataset: Dataset, column: number): boolean {
  if (meaning.isOnlyId) return true;
  const isCoded = profile.kind === 'number' || profile.kind === 'code';
  if (!isCoded) return false;
  if (meaning.words.includes('id')) return true;
  return profile.distinct === profile.filled && profile.filled > 2 && isRunning(dataset, column) && meaning.role !== 'phone';
}

function isRunning(dataset: Dataset, column: number): boolean {
  const cellOf = cellReader(dataset, column);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let row = 0; row < dataset.rowCount; row++) {
    const value = cellOf(row);
    if (value.trim() === '') continue;
    const number = Number(value);
    if (!Number.isInteger(number)) return false;
    least = Math.min(least, number);
    most = Math.max(most, number);
    count++;
  }
  return most - least < count * 1.2;
}

function usefulnessOf(meaning: HeaderMeaning, profile: ColumnProfile, rowCount: number): number {
  if (profile.filled === 0 || rowCount === 0) return 0;
  const distinct = profile.distinct / profile.filled;
  const spread = profile.distinct === 1 ? 0.1 : 0.4 + 0.6 * Math.sqrt(distinct);
  const fill = Math.sqrt(profile.filled / rowCount);
  return meaning.usefulness * spread * fill * comparability(meaning, profile);
}

/** Numbers as such say little about identity; as phone numbers, dates or postcodes they do. */
function comparability(meaning: HeaderMeaning, profile: ColumnProfile): number {
  const isCodeByNature = ['phone', 'postcode', 'date'].includes(meaning.role);
  switch (profile.kind) {
    case 'number':
      return isCodeByNature ? 1 : 0.2;
    case 'code':
      return isCodeByNature ? 1 : 0.6;
    case 'date':
      return 0.8;
    default:
      // One or two letters are a flag; one or two ideographs are a name.
      return profile.averageLength < 2.5 && profile.samples.every((value) => /^[\x20-\x7e]*$/.test(value)) ? 0.5 : 1;
  }
}

function sampleOf(dataset: Dataset, column: number, sampled: number): Pick<ColumnPortrait, 'words' | 'cells'> {
  const words = new Set<string>();
  const cells = new Set<string>();
  const step = Math.max(1, dataset.rowCount / sampled);
  for (let at = 0; at < dataset.rowCount; at += step) {
    const cell = cellAt(dataset, column, Math.floor(at)).trim().toLowerCase();
    if (cell === '') continue;
    cells.add(cell);
    for (const word of cell.slice(0, 300).match(/[\p{L}\p{N}]+/gu) ?? []) if (word.length > 1) words.add(word);
  }
  return { words, cells };
}

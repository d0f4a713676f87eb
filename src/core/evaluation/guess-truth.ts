import type { Dataset, Side, Sides } from '../model/types';
import { cellsNamed, columnCells } from '../table/cells';
import { readHeader } from '../table/header-words';
import { suggestRecordId } from '../table/record-id';
import type { IdColumns, TruthColumns } from './truth';

export interface TruthGuess {
  readonly columns: TruthColumns;
  readonly ids: IdColumns;
  /** Share of the ids looked at that are in the tables, the lower of both sides, 0…1. */
  readonly overlap: number;
}

/** The columns that name the records of either table. */
export type RecordIds = Sides<string | null>;

const SAMPLE = 400;
const LABEL_HEADERS = /^(label|is_?match|match(ed)?|gold|truth|same|is_?duplicate|y)$/iu;
const SIDE_HEADERS: Sides<RegExp> = {
  left: /(^|[\W_])(left|l|a|1|source|from|ltable)([\W_]|$)|_x$/iu,
  right: /(^|[\W_])(right|r|b|2|target|to|rtable)([\W_]|$)|_y$/iu,
};
const HEADER_BONUS = 0.2;
const RECORD_ID_BONUS = 0.05;

/**
 * Which columns of a truth table hold left and right ids, and which columns of the tables they refer to: those whose values occur
 * there, headers such as `left_id` counting a little. Null where no two columns fit. Cost O(cells of the tables).
 */
export function guessTruthColumns(
  table: Dataset,
  tables: Sides<Dataset>,
  recordIds: RecordIds = recordIdsOf(tables),
): TruthGuess | null {
  const samples = table.columns.map((_, at) => {
    const sample = new Set<string>();
    for (const cell of columnCells(table, at)) {
      if (sample.size === SAMPLE) break;
      if (cell.trim() !== '') sample.add(cell.trim());
    }
    return sample;
  });
  const left = rateSide(table, samples, tables.left, 'left', recordIds.left);
  const right = rateSide(table, samples, tables.right, 'right', recordIds.right);
  let best: { rating: number; left: Rated; right: Rated } | null = null;
  for (const l of left) {
    for (const r of right) {
      if (l.column === r.column) continue;
      const rating = l.rating + r.rating;
      if (l.overlap > 0 && r.overlap > 0 && rating > (best?.rating ?? 0)) best = { rating, left: l, right: r };
    }
  }
  if (!best) return null;
  const taken = [best.left.column, best.right.column];
  const label = table.columns.findIndex(({ header }, at) => !taken.includes(at) && isLabel(header, columnCells(table, at)));
  return {
    columns: {
      left: table.columns[best.left.column]!.name,
      right: table.columns[best.right.column]!.name,
      label: label < 0 ? null : table.columns[label]!.name,
    },
    ids: { left: best.left.id, right: best.right.id },
    overlap: Math.min(best.left.overlap, best.right.overlap),
  };
}

/** A column of the left table whose cells are ids of the right one; null where none is. Cost O(cells). */
export function guessTruthColumn(
  tables: Sides<Dataset>,
  recordIds: RecordIds = recordIdsOf(tables),
): { readonly column: string; readonly rightId: string } | null {
  const { left: own, right: rightId } = recordIds;
  if (rightId === null) return null;
  const ids = new Set(cellsNamed(tables.right, rightId).map((id) => id.trim()));
  let best: { column: string; share: number } | null = null;
  for (const [at, { name }] of tables.left.columns.entries()) {
    if (name === own) continue;
    const filled = columnCells(tables.left, at)
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '');
    const share = filled.length === 0 ? 0 : filled.filter((cell) => ids.has(cell)).length / filled.length;
    if (share > 0.5 && share > (best?.share ?? 0)) best = { column: name, share };
  }
  return best && { column: best.column, rightId };
}

const recordIdsOf = ({ left, right }: Sides<Dataset>): RecordIds => ({
  left: suggestRecordId(left),
  right: suggestRecordId(right),
});

interface Rated {
  /** Column of the truth table. */
  readonly column: number;
  /** Column of the data table its values occur in. */
  readonly id: string;
  readonly overlap: number;
  readonly rating: number;
}

function rateSide(
  table: Dataset,
  samples: readonly ReadonlySet<string>[],
  data: Dataset,
  side: Side,
  recordId: string | null,
): Rated[] {
  const hits = samples.map(() => data.columns.map(() => new Set<string>()));
  data.columns.forEach((_, at) => {
    for (const cell of columnCells(data, at)) {
      const value = cell.trim();
      samples.forEach((sample, column) => {
        if (sample.has(value)) hits[column]![at]!.add(value);
      });
    }
  });
  return samples.map((sample, column) => {
    let best: Rated = { column, id: data.columns[0]!.name, overlap: 0, rating: 0 };
    data.columns.forEach(({ name, header }, at) => {
      const overlap = sample.size === 0 ? 0 : hits[column]![at]!.size / sample.size;
      const idBonus = name === recordId || readHeader(header).isOnlyId ? RECORD_ID_BONUS : 0;
      const headerBonus = SIDE_HEADERS[side].test(table.columns[column]!.header) ? HEADER_BONUS : 0;
      const rating = overlap === 0 ? 0 : overlap + idBonus + headerBonus;
      if (rating > best.rating) best = { column, id: name, overlap, rating };
    });
    return best;
  });
}

function isLabel(header: string, values: readonly string[]): boolean {
  return LABEL_HEADERS.test(header.trim()) && new Set(values.map((cell) => cell.trim().toLowerCase())).size <= 3;
}

import { AppError } from '../model/errors';
import type { Dataset } from '../model/types';
import { cellsNamed, columnCells } from '../table/cells';
import type { CrosswalkPairs } from './chain';

/** Which columns of a table are a crosswalk. `score` null: every pair counts 1. */
export interface CrosswalkColumns {
  readonly left: string;
  readonly right: string;
  readonly score: string | null;
}

/**
 * Columns of crosswalks that are to be joined in this order, by headers such as `left_id` and `match_score`, else the first two.
 * From the second on, left and right are swapped where that fits the ids before better.
 *
 * @throws AppError `input/invalid-table` for a table of one column
 */
export function guessCrosswalkColumns(tables: readonly Dataset[]): CrosswalkColumns[] {
  let before: ReadonlySet<string> | null = null;
  return tables.map((table) => {
    const plain = guessByHeaders(table);
    const swapped = { ...plain, left: plain.right, right: plain.left };
    const columns = before && share(before, table, swapped.left) > share(before, table, plain.left) ? swapped : plain;
    before = new Set(cellsNamed(table, columns.right).map((cell) => cell.trim()));
    return columns;
  });
}

/**
 * The pairs of a crosswalk. A cell of the score column that is empty counts 1; scores may use a comma for the decimals.
 *
 * @throws AppError `input/unknown-column`, `input/invalid-option` where the score column holds no numbers
 */
export function readCrosswalk(table: Dataset, columns: CrosswalkColumns): CrosswalkPairs {
  const left = cellsNamed(table, columns.left);
  const right = cellsNamed(table, columns.right);
  if (columns.score === null) return { left, right, score: new Float32Array(table.rowCount).fill(1) };
  const score = Float32Array.from(cellsNamed(table, columns.score), (cell) => {
    const text = cell.trim().replace(',', '.');
    const value = text === '' ? 1 : Number(text);
    if (Number.isNaN(value)) throw new AppError('input/invalid-option', { option: columns.score! });
    return value;
  });
  return { left, right, score };
}

const LEFT = /^(left|l|a|source|from)[\W_]*(id)?$/iu;
const RIGHT = /^(right|r|b|target|to)[\W_]*(id)?$/iu;
const SCORE = /score|similarity|probability|confidence|weight/iu;

function guessByHeaders(table: Dataset): CrosswalkColumns {
  const filled = table.columns.filter((_, at) => columnCells(table, at).some((cell) => cell.trim() !== ''));
  const left = filled.find(({ header }) => LEFT.test(header.trim()));
  const right = filled.find(({ header }) => RIGHT.test(header.trim()));
  const score = filled.find(({ header, name }) => SCORE.test(header) && isScore(cellsNamed(table, name)));
  const rest = filled.filter((column) => column !== left && column !== right && column !== score);
  const first = left ?? rest.shift();
  const second = right ?? rest.shift();
  if (!first || !second) throw new AppError('input/invalid-table', { side: table.source.fileName });
  return { left: first.name, right: second.name, score: score?.name ?? null };
}

function isScore(cells: readonly string[]): boolean {
  return cells.every((cell) => {
    const value = cell.trim() === '' ? 1 : Number(cell.trim().replace(',', '.'));
    return value >= 0 && value <= 1;
  });
}

/** Share of a column's cells that are among some ids. */
function share(ids: ReadonlySet<string>, table: Dataset, name: string): number {
  const cells = cellsNamed(table, name);
  return cells.filter((cell) => ids.has(cell.trim())).length / Math.max(1, cells.length);
}

import { MOST_COLUMNS, MOST_ROWS } from './sheet-limits';

/** Merged cells: rows and columns are 0-based, the last ones belong to the area. */
export interface Area {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** More areas are no layout. */
const MOST_AREAS = 100_000;

/** `B2:C5` as an area; null for what is none, or one cell. */
export function areaOf(reference: string): Area | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/iu.exec(reference.trim());
  if (!match) return null;
  const area = {
    firstRow: Number(match[2]) - 1,
    lastRow: Number(match[4]) - 1,
    firstColumn: columnNumber(match[1]!),
    lastColumn: columnNumber(match[3]!),
  };
  const isInside = area.firstRow >= 0 && area.lastRow < MOST_ROWS && area.lastColumn < MOST_COLUMNS;
  const isOrdered = area.firstRow <= area.lastRow && area.firstColumn <= area.lastColumn;
  const isOne = area.firstRow === area.lastRow && area.firstColumn === area.lastColumn;
  return isInside && isOrdered && !isOne ? area : null;
}

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Repeats the text of the first cell of each area in its other cells, row by row from the top; what stands there stays. */
export interface AreaFiller {
  /** The row as it is after filling. */
  fill(row: number, cells: string[]): void;
}

/** @param areas in any order; of more than 100,000 only the first count */
export function createAreaFiller(areas: readonly Area[]): AreaFiller {
  const sorted = areas.slice(0, MOST_AREAS).sort((a, b) => a.firstRow - b.firstRow);
  let next = 0;
  let open: { readonly area: Area; text: string }[] = [];
  return {
    fill(row, cells) {
      while (next < sorted.length && sorted[next]!.firstRow <= row) {
        const area = sorted[next++]!;
        if (area.firstRow === row) open.push({ area, text: cells[area.firstColumn] ?? '' });
      }
      open = open.filter(({ area }) => area.lastRow >= row);
      for (const { area, text } of open) {
        if (text === '') continue;
        for (let column = area.firstColumn; column <= area.lastColumn; column++) {
          while (cells.length <= column) cells.push('');
          if (cells[column] === '') cells[column] = text;
        }
      }
    },
  };
}

const ISO =
  /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/u;
const OTHER = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/u;

/**
 * Points in time of a column, in ms since 1970 (UTC); NaN for cells that are no date. Reads `2024-03-01`, `2024/3/1`, `2024-03`,
 * `2024`, `1.3.2024`, `3/1/2024`, each with an optional time of day (zones are not taken into account). Whether the day or the month comes first is decided once for
 * the column: by any cell with a number above 12, else by the sign between (a stroke: month first). Two-digit years are 1970 to
 * 2069. O(cells).
 */
export function readDates(cells: readonly string[]): Float64Array {
  let isMonthFirst: boolean | null = null;
  for (const cell of cells) {
    const found = OTHER.exec(cell.trim());
    if (found && Number(found[1]) > 12) isMonthFirst = false;
    else if (found && Number(found[3]) > 12) isMonthFirst = true;
    if (isMonthFirst !== null) break;
  }
  return Float64Array.from(cells, (cell) => readDate(cell.trim(), isMonthFirst));
}

function readDate(text: string, isMonthFirst: boolean | null): number {
  const iso = ISO.exec(text);
  if (iso) return timeOf(number(iso[1]), number(iso[2], 1), number(iso[3], 1), iso.slice(4));
  const other = OTHER.exec(text);
  if (!other) return Number.NaN;
  const [first, second] = [number(other[1]), number(other[3])];
  const [month, day] = (isMonthFirst ?? other[2] === '/') ? [first, second] : [second, first];
  const year = number(other[4]);
  return timeOf(other[4]!.length === 4 ? year : year + (year < 70 ? 2000 : 1900), month, day, other.slice(5));
}

const number = (text: string | undefined, absent = 0): number => (text === undefined ? absent : Number(text));

function timeOf(year: number, month: number, day: number, time: readonly (string | undefined)[]): number {
  const at = new Date(Date.UTC(year, month - 1, day, number(time[0]), number(time[1]), number(time[2])));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : Number.NaN;
}

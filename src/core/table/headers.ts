import type { Column } from '../model/types';
import { kindOfValue, type ValueKind } from './value-kinds';

/** Rows at the start that are looked at, and how many of them a title block may take. */
const SAMPLE_ROWS = 60;
const LONGEST_TITLE_BLOCK = 12;
/** Kinds of value that no header has. */
const TELLING_KINDS: ReadonlySet<ValueKind> = new Set(['date', 'mail', 'url']);

/**
 * Which of the first rows holds the headers; null where the table seems to have none.
 *
 * The first row that is filled like the rest does, after title rows that fill under half of the usual number of cells. It is
 * taken for a record instead of headers when it is clearly one: a number where its column has numbers (years and running
 * numbers excepted), a date, mail or web address, or a value that occurs again below in one column but not in all.
 *
 * @param rows the first non-blank rows, at most `SAMPLE_ROWS` are looked at.
 */
export function findHeaderRow(rows: readonly (readonly string[])[]): number | null {
  const sample = rows.slice(0, SAMPLE_ROWS);
  if (sample.length === 0) return null;
  const start = firstFullRow(sample);
  const below = sample.slice(start + 1);
  if (below.length > 0 && isRecord(sample[start]!, below)) return null;
  return start;
}

/**
 * Column names from header cells: trimmed, white space in one line; an empty header becomes `Column 3`, a doubled one
 * `name (2)`. Names are unique, in the order of the file; comparison is exact.
 */
export function nameColumns(headers: readonly string[]): readonly Column[] {
  const wanted = headers.map((header, i) => header.replace(/[\s\u00a0\ufeff]+/gu, ' ').trim() || `Column ${i + 1}`);
  const reserved = new Set(wanted);
  const used = new Set<string>();
  /** Number to try next, so that a header that stands thousands of times costs no square of them. */
  const nextOf = new Map<string, number>();
  return headers.map((header, i) => {
    const base = wanted[i]!;
    let name = base;
    let next = nextOf.get(base) ?? 2;
    while (used.has(name) || (name !== base && reserved.has(name))) name = `${base} (${next++})`;
    nextOf.set(base, next);
    used.add(name);
    return { name, header };
  });
}

function firstFullRow(rows: readonly (readonly string[])[]): number {
  const filled = rows.map((row) => row.filter((cell) => cell.trim() !== '').length);
  const usual = mostCommon(filled);
  if (usual < 2) return 0;
  const first = filled.findIndex((count) => count >= Math.max(2, Math.ceil(usual / 2)));
  return first >= 0 && first <= LONGEST_TITLE_BLOCK ? first : 0;
}

function mostCommon(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, n] of times) {
    const most = times.get(best) ?? 0;
    if (n > most || (n === most && count > best)) best = count;
  }
  return best;
}

const isNumber = (cell: string) => kindOfValue(cell) === 'number';

function isRecord(row: readonly string[], below: readonly (readonly string[])[]): boolean {
  const cells = row.map((cell) => cell.trim());
  if (cells.some((cell) => TELLING_KINDS.has(kindOfValue(cell)))) return true;
  let numberColumns = 0;
  const numbers: string[] = [];
  let again = 0;
  let filled = 0;
  for (const [column, cell] of cells.entries()) {
    const others = below.map((other) => (other[column] ?? '').trim()).filter((value) => value !== '');
    if (others.length > 0 && others.filter(isNumber).length >= others.length * 0.8) {
      numberColumns++;
      if (isNumber(cell)) numbers.push(cell);
    }
    if (cell === '') continue;
    filled++;
    if (others.includes(cell)) again++;
  }
  if (numbers.length > 0 && numbers.length * 2 >= numberColumns && !areNumberHeaders(numbers, cells)) return true;
  return again > 0 && again < filled;
}

/** `2019, 2020, 2021` or `0, 1, 2` over columns of numbers are headers. */
function areNumberHeaders(numbers: readonly string[], cells: readonly string[]): boolean {
  if (numbers.length < 2) return false;
  const values = numbers.map(Number);
  if (values.some((value) => !Number.isInteger(value)) || new Set(values).size < values.length) return false;
  const areYears = values.every((value) => value >= 1900 && value <= 2100);
  const areRunning = numbers.length === cells.length && values.every((value, i) => i === 0 || value === values[i - 1]! + 1);
  return areYears || areRunning;
}

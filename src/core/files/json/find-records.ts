import { isObject } from './flatten';

/**
 * The records in a JSON document: the list itself, or the longest list of an object (`{ "data": [ … ] }`, two levels down at most),
 * or an object of columns, `{ "name": [ … ], "city": [ … ] }` or `{ "name": { "0": … } }`, or pandas' `{ "columns", "data" }`. Any
 * other document is one record.
 */
export function findRecords(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return isRowList(document) ? fromRows(document) : document;
  if (!isObject(document)) return [document];
  const { columns, data } = document;
  if (isTexts(columns) && isRowList(data)) return fromRows([columns, ...data]);
  return fromColumns(document) ?? longestList(document, 2) ?? [document];
}

/** Lists of lists: the first one names the fields. */
function fromRows(rows: readonly (readonly unknown[])[]): readonly unknown[] {
  const [names = [], ...body] = rows;
  const width = Math.max(...rows.map((row) => row.length), 0);
  const keys = Array.from({ length: width }, (_, at) => {
    const name = typeof names[at] === 'string' ? names[at] : '';
    return name === '' || names.indexOf(name) < at ? `Column ${at + 1}` : name;
  });
  return body.map((row) => Object.fromEntries(keys.map((key, at) => [key, row[at] ?? null])));
}

function fromColumns(document: Record<string, unknown>): readonly unknown[] | null {
  const columns = Object.entries(document);
  if (columns.length < 2) return null;
  const lists = columns.map(([, cells]) => (Array.isArray(cells) ? cells : isObject(cells) ? Object.values(cells) : null));
  const height = lists[0]?.length ?? 0;
  if (height < 1 || !lists.every((list) => list !== null && list.length === height)) return null;
  const isKeyed = columns.every(([, cells]) => isObject(cells));
  if (!isKeyed && columns.some(([, cells]) => isObject(cells))) return null;
  if (isKeyed && !haveEqualKeys(columns.map(([, cells]) => cells as Record<string, unknown>))) return null;
  if (lists.some((list) => list!.some((cell) => isObject(cell)))) return null;
  return Array.from({ length: height }, (_, row) => Object.fromEntries(columns.map(([name], at) => [name, lists[at]![row]])));
}

function longestList(document: Record<string, unknown>, depth: number): readonly unknown[] | null {
  let best: readonly unknown[] | null = null;
  for (const value of Object.values(document)) {
    const list = Array.isArray(value) ? value : isObject(value) && depth > 1 ? longestList(value, depth - 1) : null;
    if (list?.some(isObject) && list.length > (best?.length ?? 0)) best = list;
  }
  return best;
}

const haveEqualKeys = (objects: readonly Record<string, unknown>[]): boolean => {
  const first = Object.keys(objects[0]!).join('\n');
  return objects.every((object) => Object.keys(object).join('\n') === first);
};
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
const isRowList = (value: unknown): value is readonly (readonly unknown[])[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => Array.isArray(item));

import type { ComparedColumns, Qualifier } from '../model/settings';
import type { Dataset } from '../model/types';
import { firstRows } from './cells';
import { type ColumnPortrait, portrayColumns } from './column-portrait';
import { headerSimilarity } from './header-words';

const MOST = 3;
/** Enough cells to tell what a column holds. */
const SAMPLE_ROWS = 3_000;
const ROLES = new Set(['country', 'region', 'postcode', 'year', 'date', 'category', 'brand', 'price']);
const UNIT_WORDS = new Set(
  'unit units uom einheit unite unidad unita currency wahrung devise moneda valuta size grosse taille language sprache langue sex gender geschlecht'.split(
    ' ',
  ),
);
/** A column is a category when a value of it has this many rows on average. */
const ROWS_A_VALUE = 4;
const LEAST_OVERLAP = 0.3;

/**
 * Pairs of columns that are not compared as text but may speak for or against a candidate: years, countries, units, categories.
 * Likeliest first, at most three, each column once. They share a header (with synonyms in several languages) or values, and are of
 * a role or kind that many records have in common; names, phone numbers and ids of rows are never among them. Looks at the first
 * 3,000 rows. O(sampled cells + columns²).
 */
export function suggestQualifiers(left: Dataset, right: Dataset, on: ComparedColumns): readonly Qualifier[] {
  const lefts = portrayColumns(firstRows(left, SAMPLE_ROWS)).filter(({ name }) => !on.left.includes(name));
  const rights = portrayColumns(firstRows(right, SAMPLE_ROWS)).filter(({ name }) => !on.right.includes(name));
  const rated = lefts
    .flatMap((a) => rights.map((b) => ({ a, b, worth: worthOf(a, b) })))
    .filter(({ worth }) => worth > 0)
    .sort((x, y) => y.worth - x.worth);
  const chosen: typeof rated = [];
  for (const pair of rated) {
    if (chosen.length < MOST && !chosen.some(({ a, b }) => a === pair.a || b === pair.b)) chosen.push(pair);
  }
  return chosen.map(({ a, b }) => ({ left: a.name, right: b.name, kind: kindOf(a, b), weight: 1 }));
}

/** What the cells of both columns are compared as. */
export function qualifierKind(left: Dataset, leftColumn: string, right: Dataset, rightColumn: string): Qualifier['kind'] {
  const find = (dataset: Dataset, name: string) =>
    portrayColumns(firstRows(dataset, SAMPLE_ROWS)).find((portrait) => portrait.name === name);
  const a = find(left, leftColumn);
  const b = find(right, rightColumn);
  return a && b ? kindOf(a, b) : 'category';
}

const kindOf = (a: ColumnPortrait, b: ColumnPortrait): Qualifier['kind'] => {
  if (a.meaning.role === 'postcode') return 'category';
  const kinds = new Set([a.profile.kind, b.profile.kind]);
  if (kinds.size > 1) return 'category';
  return kinds.has('number') ? 'number' : kinds.has('date') ? 'date' : 'category';
};

function worthOf(a: ColumnPortrait, b: ColumnPortrait): number {
  if (a.profile.filled === 0 || b.profile.filled === 0 || a.meaning.isOnlyId || b.meaning.isOnlyId) return 0;
  const byName = headerSimilarity(a.meaning, b.meaning);
  const [small, large] = a.cells.size <= b.cells.size ? [a.cells, b.cells] : [b.cells, a.cells];
  let shared = 0;
  for (const cell of small) if (large.has(cell)) shared++;
  const byValues = small.size === 0 ? 0 : shared / small.size;
  if (byName < 0.5 && byValues < LEAST_OVERLAP) return 0;
  // `Netherlands` beside `NL` would only ever disagree.
  const canAgree = kindOf(a, b) !== 'category' || byValues > 0;
  const isNamed = isQualifying(a) && isQualifying(b) && byName >= 0.5 && canAgree;
  const isCategory = isRepeating(a) && isRepeating(b) && byValues >= LEAST_OVERLAP;
  return isNamed || isCategory ? Number(isNamed) + Math.max(byName, byValues) : 0;
}

const isQualifying = ({ meaning }: ColumnPortrait): boolean =>
  ROLES.has(meaning.role) || meaning.words.some((word) => UNIT_WORDS.has(word));

const isRepeating = ({ profile }: ColumnPortrait): boolean =>
  profile.distinct > 1 && profile.averageLength < 30 && profile.filled >= profile.distinct * ROWS_A_VALUE;

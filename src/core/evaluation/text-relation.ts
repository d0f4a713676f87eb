import { ngramsOf } from '../candidates/lexical/ngrams';
import { type Dataset, NO_TEXT, type Sides } from '../model/types';
import { normaliseText, wordsOf } from '../text/normalise';
import { composeRowTexts } from '../text/row-texts';
import { areForeign, scriptsOf } from '../text/scripts';

/** How texts of left and right rows relate, on normalised texts. A row without text is equal to none and shares nothing. */
export interface TextRelation {
  areEqual(left: number, right: number): boolean;
  /** Number of a left row's text: equal texts have the same, −1 is no text. */
  leftText(left: number): number;
  /** Right rows whose text equals that of a left row, ascending. */
  rightRowsEqualTo(left: number): readonly number[];
  areForeign(left: number, right: number): boolean;
  /** A word in common, or more character n-grams than chance gives. */
  shareAnything(left: number, right: number): boolean;
  /** Both texts, for comparing pairs. */
  pairKey(left: number, right: number): string;
}

/** Shares of n-grams (of the text with fewer) that unrelated names have in common by chance stay below. */
const CHANCE = 0.15;

/** Relates the compared columns of two tables. O(characters) to make. @throws AppError `input/unknown-column` */
export function relateTexts(tables: Sides<Dataset>, on: Sides<readonly string[]>): TextRelation {
  const left = normalisedRows(tables.left, on.left);
  const right = normalisedRows(tables.right, on.right);
  const rightRows = new Map<string, number[]>();
  right.forEach((text, row) => {
    if (text === '') return;
    const rows = rightRows.get(text);
    if (rows) rows.push(row);
    else rightRows.set(text, [row]);
  });
  const leftTexts = new Map<string, number>();
  for (const text of left) if (text !== '' && !leftTexts.has(text)) leftTexts.set(text, leftTexts.size);
  return {
    areEqual: (l, r) => left[l] !== '' && left[l] === right[r],
    leftText: (l) => leftTexts.get(left[l]!) ?? -1,
    rightRowsEqualTo: (l) => rightRows.get(left[l]!) ?? [],
    areForeign: (l, r) => areForeign(scriptsOf(left[l]!), scriptsOf(right[r]!)),
    shareAnything: (l, r) =>
      share(wordsOf(left[l]!), wordsOf(right[r]!)) > 0 || share(ngramsOf(left[l]!), ngramsOf(right[r]!)) > CHANCE,
    pairKey: (l, r) => JSON.stringify([left[l], right[r]]),
  };
}

function normalisedRows(table: Dataset, columns: readonly string[]): readonly string[] {
  const { texts, textOf } = composeRowTexts(table, columns);
  const normalised = texts.map(normaliseText);
  return Array.from(textOf, (text) => (text === NO_TEXT ? '' : normalised[text]!));
}

/** Distinct terms in common over those of the side with fewer, 0…1. */
function share(left: readonly string[], right: readonly string[]): number {
  const [a, b] = [new Set(left), new Set(right)];
  const fewer = Math.min(a.size, b.size);
  if (fewer === 0) return 0;
  let shared = 0;
  for (const term of a) if (b.has(term)) shared++;
  return shared / fewer;
}

import type { ColumnPortrait } from '../table/column-portrait';

/** Beside the fullest column, those of free text are read: of at least so many letters a cell, most of them different. */
const FREE_TEXT_LETTERS = 15;
const MOSTLY_DIFFERENT = 0.5;

/** Columns whose text is likely to say what a row is about: the one with most text, and others of free text. In the order of the table. */
export function suggestReading(portraits: readonly ColumnPortrait[], rowCount: number): readonly string[] {
  const texts = portraits.filter(({ profile: { kind, distinct } }) => kind === 'text' && distinct > 1);
  const amount = ({ profile }: ColumnPortrait): number => profile.averageLength * profile.filled;
  const most = Math.max(0, ...texts.map(amount));
  return texts
    .filter((column) => {
      const { averageLength, distinct, filled } = column.profile;
      const isFree = averageLength >= FREE_TEXT_LETTERS && distinct >= MOSTLY_DIFFERENT * filled && filled >= rowCount / 2;
      return isFree || amount(column) === most;
    })
    .map(({ name }) => name);
}

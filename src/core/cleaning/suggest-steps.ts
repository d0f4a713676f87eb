import { throwIfCancelled } from '../model/errors';
import type { Dataset, Job } from '../model/types';
import { cellReader } from '../table/cells';
import { kindOfValue } from '../table/value-kinds';
import { type DateForm, readDate } from './date-form';
import { removeLegalForms } from './legal-forms';
import { tidySpaces } from './letters';
import { removeTitles } from './person-titles';
import { toPhoneForm } from './phone-form';
import type { CleaningStep } from './steps';

/** A step that a column seems to need, and how many of its cells say so. */
export interface CleaningSuggestion {
  readonly step: CleaningStep;
  readonly column: string;
  readonly count: number;
  /** Of dates: in how many forms they are written, ambiguous ones not counted as one. */
  readonly forms: number;
}

/** Rows that columns are judged by, spread evenly. */
const MOST_ROWS = 20_000;
const LONGEST = 200;
/** A column is of a kind when this share of its filled cells is. */
const MAJORITY = 0.7;
const SHARE_WITH_FORM = 0.1;
const SHARE_WITH_TITLE = 0.03;

/**
 * Steps that the cells of a table speak for, by column: uneven spaces, dates or phone numbers in several forms, names with legal forms
 * or titles, words all in capitals beside others. Nothing is applied. Spaces are counted in all rows, the rest judged by 20,000. O(cells).
 */
export function suggestCleaning(dataset: Dataset, job: Job): readonly CleaningSuggestion[] {
  const suggestions: CleaningSuggestion[] = [];
  const every = Math.max(1, Math.floor(dataset.rowCount / MOST_ROWS));
  dataset.columns.forEach(({ name }, column) => {
    throwIfCancelled(job.signal);
    job.progress(column, dataset.columns.length, 'rows');
    const cellOf = cellReader(dataset, column);
    let uneven = 0;
    const sample: string[] = [];
    for (let row = 0; row < dataset.rowCount; row++) {
      const cell = cellOf(row);
      if (cell === '') continue;
      if (isUneven(cell) && tidySpaces(cell) !== cell) uneven++;
      if (row % every === 0 && cell.length <= LONGEST && cell.trim() !== '') sample.push(cell.trim());
    }
    const columns = [name];
    const add = (step: CleaningStep, count: number, forms = 0): void => {
      suggestions.push({ step, column: name, count, forms });
    };
    if (uneven > 0) add({ kind: 'spaces', columns }, uneven);
    if (sample.length === 0) return;
    const dates = formsOfDates(sample);
    if (dates.count >= sample.length * MAJORITY) {
      if (dates.forms > 1) add({ kind: 'date', columns, order: dates.order }, dates.count, dates.forms);
      return;
    }
    const phones = sample.filter((cell) => isPhone(cell));
    if (phones.length >= sample.length * MAJORITY) {
      const changed = phones.filter((cell) => toPhoneForm(cell, '') !== cell).length;
      if (changed > 0) add({ kind: 'phone', columns, countryCode: '' }, changed);
      return;
    }
    const named = sample.filter((cell) => /\p{L}{2}.*[\s.]/u.test(cell) || /[\u3040-\u9fff\uac00-\ud7af]/u.test(cell));
    const withForm = named.filter((cell) => removeLegalForms(cell) !== cell).length;
    if (withForm >= sample.length * SHARE_WITH_FORM) add({ kind: 'legal-forms', columns }, withForm);
    const withTitle = named.filter((cell) => removeTitles(cell) !== cell).length;
    if (withTitle > 1 && withForm < withTitle && withTitle >= sample.length * SHARE_WITH_TITLE) {
      add({ kind: 'titles', columns }, withTitle);
    }
  });
  return suggestions;
}

const isUneven = (cell: string): boolean => /^\s|\s$|\s\s|[^\S ]|[\u200b\u2060\ufeff\u00ad]/u.test(cell);

const isPhone = (cell: string): boolean => {
  if (!/\d{2}/u.test(cell) || !/[+\s()/\-.]/u.test(cell)) return false;
  const kind = kindOfValue(cell);
  return kind !== 'date' && kind !== 'number' && (cell.match(/\d/gu) ?? []).length >= 7 && toPhoneForm(cell, '') !== cell;
};

function formsOfDates(sample: readonly string[]): {
  readonly count: number;
  readonly forms: number;
  readonly order: 'day-first' | 'month-first' | null;
} {
  const counts = new Map<DateForm, number>();
  let count = 0;
  for (const cell of sample) {
    const read = readDate(cell, null);
    if (!read) continue;
    count++;
    counts.set(read.form, (counts.get(read.form) ?? 0) + 1);
  }
  const has = (form: DateForm): boolean => (counts.get(form) ?? 0) > 0;
  // What can be read both ways is taken for one of the forms that are there for certain, and only for a third where none is.
  const certain = [...counts.keys()].filter((form) => form !== 'ambiguous').length;
  const forms = certain + (has('ambiguous') && !has('day-first') && !has('month-first') ? 1 : 0);
  const order =
    has('day-first') && !has('month-first') ? 'day-first' : has('month-first') && !has('day-first') ? 'month-first' : null;
  return { count, forms, order };
}

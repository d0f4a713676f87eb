import { AppError, assertNever } from '../model/errors';
import type { Column } from '../model/types';
import { toIsoDate } from './date-form';
import { removeLegalForms } from './legal-forms';
import { changeCase, keepOnly, removeAccents, tidySpaces } from './letters';
import { removeTitles } from './person-titles';
import { toPhoneForm } from './phone-form';
import { createReplacer } from './replace-text';
import { type CleaningStep, madeBy, type SplitStep } from './steps';

/** What one step does to the cells of a row. */
export interface CleaningAct {
  /** Place of the step in its list. */
  readonly step: number;
  /** Places of columns. */
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  run(cells: string[]): void;
}

/** Steps made ready for the rows of one table. */
export interface Cleaner {
  /** Those of the table, then those that steps make. */
  readonly columns: readonly Column[];
  /** Places of the table's own columns that are read. */
  readonly reads: readonly number[];
  /** Places of columns whose cells may differ from the table's, ascending: changed, then made. */
  readonly writes: readonly number[];
  readonly acts: readonly CleaningAct[];
  /** Cells as they are compared, one for each of `columns`, of a row with one for each column of the table. O(characters). */
  clean(cells: readonly string[]): string[];
}

/**
 * Prepares steps, in their order; those that are off are left out. Rows are cleaned one by one, so that no row changes another.
 *
 * @throws AppError `input/unknown-column`, `cleaning/name-taken`, `cleaning/bad-pattern`
 */
export function createCleaner(columns: readonly Column[], steps: readonly CleaningStep[], fileName = ''): Cleaner {
  const all: Column[] = [...columns];
  const acts: CleaningAct[] = [];
  const placeOf = (name: string): number => {
    const place = all.findIndex((column) => column.name === name);
    if (place < 0) throw new AppError('input/unknown-column', { column: name, file: fileName });
    return place;
  };
  steps.forEach((step, at) => {
    if (step.isOff) return;
    const reads = step.columns.map(placeOf);
    const made = madeBy(step).map((name) => {
      if (all.some((column) => column.name === name)) throw new AppError('cleaning/name-taken', { column: name, file: fileName });
      return all.push({ name, header: name }) - 1;
    });
    acts.push(prepare(step, at, reads, made));
  });
  const own = (places: Iterable<number>): number[] => [...new Set(places)].sort((a, b) => a - b);
  return {
    columns: all,
    acts,
    reads: own(acts.flatMap(({ reads }) => reads)).filter((place) => place < columns.length),
    writes: own(acts.flatMap(({ writes }) => writes)),
    clean(cells) {
      const row = [...cells];
      while (row.length < all.length) row.push('');
      for (const act of acts) act.run(row);
      return row;
    },
  };
}

function prepare(step: CleaningStep, at: number, reads: readonly number[], made: readonly number[]): CleaningAct {
  if (step.kind === 'split') {
    const cut = cutterOf(step);
    const [source] = reads;
    return {
      step: at,
      reads,
      writes: made,
      run(cells) {
        const parts = source === undefined ? [] : cut(cells[source]!);
        made.forEach((place, part) => {
          cells[place] = parts[part] ?? '';
        });
      },
    };
  }
  if (step.kind === 'join') {
    const { separator } = step;
    return {
      step: at,
      reads,
      writes: made,
      run(cells) {
        const filled = reads.map((place) => cells[place]!.trim()).filter((cell) => cell !== '');
        for (const place of made) cells[place] = filled.join(separator);
      },
    };
  }
  const change = changeOf(step);
  return {
    step: at,
    reads,
    writes: reads,
    run(cells) {
      for (const place of reads) {
        const cell = cells[place]!;
        if (cell !== '') cells[place] = change(cell);
      }
    },
  };
}

function changeOf(step: Exclude<CleaningStep, { kind: 'split' | 'join' }>): (cell: string) => string {
  switch (step.kind) {
    case 'spaces':
      return tidySpaces;
    case 'case':
      return (cell) => changeCase(cell, step.to);
    case 'accents':
      return removeAccents;
    case 'legal-forms':
      return removeLegalForms;
    case 'titles':
      return removeTitles;
    case 'phone':
      return (cell) => toPhoneForm(cell, step.countryCode);
    case 'date':
      return (cell) => toIsoDate(cell, step.order);
    case 'keep':
      return (cell) => keepOnly(cell, step.what);
    case 'replace':
      return createReplacer(step);
    default:
      return assertNever(step);
  }
}

/** Parts without white space around them; as many as there are new columns, the last one with all that is left. */
function cutterOf({ separator, at, into }: SplitStep): (cell: string) => string[] {
  const most = into.length;
  if (separator === null) {
    return (cell) => {
      const signs = [...cell];
      const ends = [...at.slice(0, most - 1), signs.length];
      return ends.map((end, part) =>
        signs
          .slice(part === 0 ? 0 : at[part - 1], end)
          .join('')
          .trim(),
      );
    };
  }
  if (separator === '') return (cell) => [cell.trim()];
  return (cell) => {
    const parts = cell.split(separator);
    const rest = parts.splice(most - 1).join(separator);
    return [...parts, rest].map((part) => part.trim());
  };
}

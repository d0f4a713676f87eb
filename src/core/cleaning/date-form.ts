import { foldMarks } from '../text/romanise/romanise';

export type DateOrder = 'day-first' | 'month-first';
/** How a date is written. `ambiguous`: day and month could be either way round. */
export type DateForm = 'iso' | 'compact' | 'day-first' | 'month-first' | 'ambiguous' | 'words' | 'east-asian';

interface DateRead {
  readonly form: DateForm;
  /** ISO 8601; null for an ambiguous date without an order. */
  readonly iso: string | null;
}

const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s?Z|\s?[+-]\d{2}:?\d{2})?)?`;
export const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`, 'u');
export const COMPACT = /^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/u;
export const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})\.?([-/. ])\s?(\d{1,2})\.?\2\s?(\d{4}|\d{2})${TIME}$`, 'u');
export const DAY_WORD = new RegExp(
  String.raw`^(?:\p{L}+,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s.\-]+(?:de |of )?(\p{L}+)\.?,?[\s.\-]+(?:de )?(\d{4})${TIME}$`,
  'iu',
);
export const WORD_DAY = new RegExp(
  String.raw`^(?:\p{L}+,\s+)?(\p{L}+)\.?[\s.\-]+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}$`,
  'iu',
);
export const EAST_ASIAN = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]$/u;

/** Beginnings of the months' names, without marks, in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and Nordic languages. */
const MONTHS: readonly (readonly string[])[] = [
  'jan|january|januar|janner|janv|janvier|ene|enero|gen|gennaio|janeiro|januari|sty|stycznia',
  'feb|february|februar|fev|fevr|fevrier|febrero|febbraio|fevereiro|februari|lut|lutego',
  'mar|march|marz|maerz|mrz|mars|marzo|marco|maart|mrt|marca',
  'apr|april|avr|avril|abr|abril|aprile|kwi|kwietnia',
  'may|mai|mayo|maggio|mag|maio|mei|maj|maja',
  'jun|june|juni|juin|junio|giugno|giu|junho|cze|czerwca',
  'jul|july|juli|juil|juillet|julio|luglio|lug|julho|lip|lipca',
  'aug|august|aout|ago|agosto|augustus|augusti|sie|sierpnia',
  'sep|sept|september|septembre|septiembre|setiembre|settembre|set|setembro|wrz|wrzesnia',
  'oct|october|oktober|okt|octobre|octubre|ottobre|ott|outubro|out|paz|pazdziernika',
  'nov|november|novembre|noviembre|novembro|lis|listopada',
  'dec|december|dezember|dez|decembre|dic|diciembre|dicembre|dezembro|desember|des|gru|grudnia',
].map((names) => names.split('|'));
export const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, at) => names.map((name) => [name, at + 1] as const)),
);

/** How a cell writes a date, and the date; null where it is none. Two-digit years are 1970 to 2069; time zones are left out. */
export function readDate(cell: string, order: DateOrder | null): DateRead | null {
  const text = cell.normalize('NFKC').trim();
  if (text.length < 6 || text.length > 40 || !/\d/u.test(text)) return null;
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return dateOf('iso', yearFirst[1]!, yearFirst[3]!, yearFirst[4]!, yearFirst.slice(5));
  const compact = COMPACT.exec(text);
  if (compact) return dateOf('compact', compact[1]!, compact[2]!, compact[3]!);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) return fromYearLast(yearLast, order);
  const dayWord = DAY_WORD.exec(text);
  const named = dayWord && monthOf(dayWord[2]!);
  if (dayWord && named) return dateOf('words', dayWord[3]!, named, dayWord[1]!, dayWord.slice(4));
  const wordDay = WORD_DAY.exec(text);
  const month = wordDay && monthOf(wordDay[1]!);
  if (wordDay && month) return dateOf('words', wordDay[3]!, month, wordDay[2]!, wordDay.slice(4));
  const eastAsian = EAST_ASIAN.exec(text);
  return eastAsian ? dateOf('east-asian', eastAsian[1]!, eastAsian[2]!, eastAsian[3]!) : null;
}

/** A date in ISO form, `2024-03-01`, with its time of day unless that is midnight; other texts come back as they are. Idempotent. */
export const toIsoDate = (cell: string, order: DateOrder | null): string => readDate(cell, order)?.iso ?? cell;

function fromYearLast(found: RegExpExecArray, order: DateOrder | null): DateRead | null {
  const [first, second, time] = [found[1]!, found[3]!, found.slice(5)];
  const year = found[4]!.length === 4 ? found[4]! : String(Number(found[4]) + (Number(found[4]) < 70 ? 2000 : 1900));
  const dayFirst = dateOf('day-first', year, second, first, time);
  const monthFirst = dateOf('month-first', year, first, second, time);
  if (!dayFirst || !monthFirst) return dayFirst ?? monthFirst;
  if (dayFirst.iso === monthFirst.iso) return dayFirst;
  if (order === null) return { form: 'ambiguous', iso: null };
  return { form: 'ambiguous', iso: (order === 'day-first' ? dayFirst : monthFirst).iso };
}

function dateOf(
  form: DateForm,
  year: string,
  month: string | number,
  day: string,
  time: readonly (string | undefined)[] = [],
): DateRead | null {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (at.getUTCMonth() !== Number(month) - 1 || at.getUTCDate() !== Number(day)) return null;
  const [hour, minute, second] = time.map((part) => part?.padStart(2, '0'));
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return null;
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const clock = hour === undefined ? '' : `T${hour}:${minute}${second === undefined || second === '00' ? '' : `:${second}`}`;
  return { form, iso: clock === '' || clock === 'T00:00' ? date : date + clock };
}

const monthOf = (word: string): number | undefined => MONTH_OF.get(foldMarks(word.toLowerCase()));

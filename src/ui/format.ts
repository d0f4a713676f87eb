import { useTranslation } from 'react-i18next';

export interface Formats {
  readonly number: (value: number) => string;
  /** Two decimals, as scores are shown. */
  readonly score: (value: number) => string;
  /** A share 0…1 in percent, two significant digits. */
  readonly share: (value: number) => string;
  readonly date: (iso: string) => string;
  /** The time of day; with its date where that is not today. */
  readonly time: (iso: string) => string;
  /** A size in kB or MB. */
  readonly bytes: (count: number) => string;
}

const made = new Map<string, Formats>();

/** Where a language has figures of its own, 0 to 9 are used all the same, as files have them. */
export const numberLocale = (language: string): string => (language === 'ar' ? 'ar-u-nu-latn' : language);

/** Numbers and dates in the language of the page. */
export function formatsFor(language: string): Formats {
  const known = made.get(language);
  if (known) return known;
  const locale = numberLocale(language);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const score = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const kilobytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
  const megabytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  const formats: Formats = {
    bytes: (count) => (count < 1e6 ? kilobytes.format(Math.ceil(count / 1e3)) : megabytes.format(count / 1e6)),
    number: (value) => whole.format(value),
    score: (value) => score.format(value),
    share: (value) => share.format(value),
    date: (iso) => {
      const time = new Date(iso);
      return Number.isNaN(time.getTime()) ? '' : date.format(time);
    },
    time: (iso) => {
      const time = new Date(iso);
      return time.toDateString() === new Date().toDateString() ? clock.format(time) : formats.date(iso);
    },
  };
  made.set(language, formats);
  return formats;
}

export function useFormats(): Formats {
  return formatsFor(useTranslation().i18n.language);
}

import { useTranslation } from 'react-i18next';
import { spokenTime } from '../../../core/decisions/pace';
import { numberLocale } from '../../../ui/format';

/** Texts for lengths of time and for a pace, in the language of the page. */
export interface TimeTexts {
  /** Rounded, as “40 minutes” or “1.5 hours”. */
  readonly time: (ms: number) => string;
  /** Decisions a minute, two significant figures. */
  readonly rate: (perMinute: number) => string;
}

export function useTimeTexts(): TimeTexts {
  const { t, i18n } = useTranslation();
  const figures = new Intl.NumberFormat(numberLocale(i18n.language), { maximumSignificantDigits: 2 });
  return {
    time(ms) {
      const { unit, count } = spokenTime(ms);
      return t(`pace.${unit}`, { count, formatted: figures.format(count) });
    },
    rate: (perMinute) => t('pace.rate', { rate: figures.format(perMinute) }),
  };
}

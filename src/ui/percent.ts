import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { numberLocale } from './format';

const made = new Map<string, Intl.NumberFormat>();

/** A share of 0…1 in percent with one decimal; only 1 itself is 100 %. */
export function percent(share: number, locale: string): string {
  let format = made.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(numberLocale(locale), {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    made.set(locale, format);
  }
  const shown = share < 1 ? Math.min(share, HIGHEST_BELOW_ALL) : share;
  return format.format(shown);
}

const HIGHEST_BELOW_ALL = 0.999;

/** Shares in percent with one decimal: figures before and after a training may lie close together. */
export function usePercent(): (share: number) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.NumberFormat(numberLocale(i18n.language), { style: 'percent', maximumFractionDigits: 1 });
    return (share) => format.format(share);
  }, [i18n.language]);
}

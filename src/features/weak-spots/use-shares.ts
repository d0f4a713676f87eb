import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { numberLocale } from '../../ui/format';

/** Shares of some hundred variants, in whole percent; only all of them are 100 %, and only none 0 %. */
export function useShares(): { readonly share: (value: number) => string } {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.NumberFormat(numberLocale(i18n.language), { style: 'percent', maximumFractionDigits: 0 });
    const within = (value: number): number => (value <= 0 ? 0 : value >= 1 ? 1 : Math.min(0.99, Math.max(0.01, value)));
    return { share: (value) => format.format(within(value)) };
  }, [i18n.language]);
}

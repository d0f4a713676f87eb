import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { numberLocale } from '../../ui/format';

/** Shares in percent with one decimal: figures before and after a training may lie close together. */
export function usePercent(): (share: number) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.NumberFormat(numberLocale(i18n.language), { style: 'percent', maximumFractionDigits: 1 });
    return (share) => format.format(share);
  }, [i18n.language]);
}

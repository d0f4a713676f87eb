import { useTranslation } from 'react-i18next';
import type { Range } from '../../core/llm/task';
import { numberLocale } from '../../ui/format';

/** An amount, or from which to which, with two significant digits: they are estimates. */
export function useCostText(): (cost: Range, currency: string) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(numberLocale(i18n.language), { maximumSignificantDigits: 2 });
  return ({ low, high }, currency) => {
    const amount = low === high ? format.format(low) : `${format.format(low)}–${format.format(high)}`;
    return currency === '' ? amount : `${amount} ${currency}`;
  };
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Range } from '../../core/llm/task';
import { numberLocale, useFormats } from '../../ui/format';

export interface PlanTexts {
  /** An amount, or from which to which, with two significant digits: they are estimates. */
  readonly amount: (cost: Range, currency: string) => string;
  readonly cost: (cost: (Range & { readonly currency: string }) | null) => string;
  readonly span: (range: Range) => string;
  readonly list: (names: readonly string[]) => string;
  /** An address, and whether what is sent there leaves the computer. */
  readonly place: (origin: string, isHere: boolean) => ReactNode;
}

/** Isolated, and from left to right: a text from right to left would turn both ends around. */
const fromTo = (low: string, high: string): string => `\u2066${low}–${high}\u2069`;

/** What dialogs say before anything is sent. */
export function usePlanTexts(): PlanTexts {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const format = new Intl.NumberFormat(numberLocale(i18n.language), { maximumSignificantDigits: 2 });
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const amount = ({ low, high }: Range, currency: string): string => {
    const amountOf = low === high ? format.format(low) : fromTo(format.format(low), format.format(high));
    return currency === '' ? amountOf : `${amountOf} ${currency}`;
  };
  return {
    amount,
    cost: (cost) => (cost ? amount(cost, cost.currency) : t('llmScreens.consent.noPrices')),
    span: ({ low, high }) => (low === high ? number(low) : fromTo(number(low), number(high))),
    list: (names) => list.format(names),
    place: (origin, isHere) => (
      <>
        <code dir="ltr">{origin}</code> {t(isHere ? 'llmScreens.consent.here' : 'llmScreens.consent.elsewhere')}
      </>
    ),
  };
}

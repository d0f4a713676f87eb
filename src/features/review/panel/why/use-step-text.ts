import { useTranslation } from 'react-i18next';
import { numberLocale } from '../../../../ui/format';
import type { DrawnStep } from './group-steps';

export interface StepTexts {
  readonly name: (step: Pick<DrawnStep, 'kind' | 'column' | 'agreement'>) => string;
  /** An effect with its sign and one decimal. */
  readonly effect: (logit: number) => string;
  /** A score as a mark of an axis, however small. */
  readonly mark: (score: number) => string;
  readonly list: (parts: readonly string[]) => string;
}

/** Names of steps and their effects in the language of the page. */
export function useStepTexts(): StepTexts {
  const { t, i18n } = useTranslation();
  const locale = numberLocale(i18n.language);
  const numbers = new Intl.NumberFormat(locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const marks = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    name({ kind, column, agreement }) {
      const name = t(`why.step.${kind}`, { column: column ?? '' });
      return agreement === null ? name : t('why.agrees', { name, agreement: t(`why.agreement.${agreement}`) });
    },
    effect: (logit) => numbers.format(logit),
    mark: (score) => marks.format(score),
    list: (parts) => lists.format(parts),
  };
}

import { useTranslation } from 'react-i18next';
import { numberLocale } from '../../../../ui/format';
import type { DrawnStep } from './group-steps';

export interface StepTexts {
  /** As it stands inside a sentence. */
  readonly name: (step: Pick<DrawnStep, 'kind' | 'column' | 'agreement'>) => string;
  /** With a capital, as it stands alone. */
  readonly title: (step: Pick<DrawnStep, 'kind' | 'column' | 'agreement'>) => string;
  /** An effect with its sign and one decimal. */
  readonly effect: (logit: number) => string;
  /** A change of a cosine with its sign. */
  readonly share: (change: number) => string;
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
  const shares = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const name: StepTexts['name'] = ({ kind, column, agreement }) => {
    const named = t(`why.step.${kind}`, { column: isolate(column ?? '') });
    return agreement === null ? named : t('why.agrees', { name: named, agreement: t(`why.agreement.${agreement}`) });
  };
  return {
    name,
    title(step) {
      const [first = '', ...rest] = name(step);
      return first.toLocaleUpperCase(locale) + rest.join('');
    },
    share: (change) => shares.format(change),
    effect: (logit) => numbers.format(logit),
    mark: (score) => marks.format(score),
    list: (parts) => lists.format(parts),
  };
}

/** Words in their own order, whichever way those around them run. */
export const isolate = (text: string): string => `\u2068${text}\u2069`;

import { useTranslation } from 'react-i18next';
import type { CleaningStep, SplitStep } from '../../core/cleaning/steps';
import { Field, Select } from '../../ui/Field';
import styles from './Cleaning.module.css';
import { DraftField } from './DraftField';

const CASES = ['lower', 'upper', 'title'] as const;
const ORDERS = ['none', 'day-first', 'month-first'] as const;
const KEPT = ['digits', 'letters', 'letters-and-digits'] as const;
const CUTS = ['separator', 'at'] as const;

interface OptionsProps {
  readonly step: CleaningStep;
  readonly isDisabled: boolean;
  readonly onChange: (step: CleaningStep) => void;
}

/** What can be chosen in a step of each kind beside its columns. */
export function StepOptions({ step, isDisabled, onChange }: OptionsProps) {
  const { t } = useTranslation();
  switch (step.kind) {
    case 'case':
      return (
        <Field label={t('cleaning.to')}>
          <Select
            disabled={isDisabled}
            value={step.to}
            choices={CASES.map((value) => ({ value, label: t(`cleaning.cases.${value}`) }))}
            onChoose={(value) => onChange({ ...step, to: CASES.find((known) => known === value) ?? 'lower' })}
          />
        </Field>
      );
    case 'phone':
      return (
        <DraftField
          label={t('cleaning.countryCode')}
          hint={t('cleaning.countryCodeHint')}
          value={step.countryCode}
          isDisabled={isDisabled}
          onChange={(typed) => onChange({ ...step, countryCode: typed.replace(/\D/gu, '').slice(0, 4) })}
        />
      );
    case 'date':
      return (
        <Field label={t('cleaning.order')}>
          <Select
            disabled={isDisabled}
            value={step.order ?? 'none'}
            choices={ORDERS.map((value) => ({ value, label: t(`cleaning.orders.${value}`) }))}
            onChoose={(value) => onChange({ ...step, order: value === 'day-first' || value === 'month-first' ? value : null })}
          />
        </Field>
      );
    case 'keep':
      return (
        <Field label={t('cleaning.keepWhat')}>
          <Select
            disabled={isDisabled}
            value={step.what}
            choices={KEPT.map((value) => ({ value, label: t(`cleaning.kept.${value}`) }))}
            onChoose={(value) => onChange({ ...step, what: KEPT.find((known) => known === value) ?? 'digits' })}
          />
        </Field>
      );
    case 'replace':
      return (
        <div className={styles.options}>
          <DraftField
            label={t('cleaning.find')}
            value={step.find}
            isDisabled={isDisabled}
            onChange={(find) => onChange({ ...step, find })}
          />
          <DraftField
            label={t('cleaning.by')}
            value={step.by}
            isDisabled={isDisabled}
            onChange={(by) => onChange({ ...step, by })}
          />
          {(['isRegex', 'ignoreCase'] as const).map((option) => (
            <label key={option} className={styles.check}>
              <input
                type="checkbox"
                checked={step[option]}
                disabled={isDisabled}
                onChange={() => onChange({ ...step, [option]: !step[option] })}
              />
              {t(`cleaning.${option}`)}
            </label>
          ))}
        </div>
      );
    case 'split':
      return <SplitOptions step={step} isDisabled={isDisabled} onChange={onChange} />;
    case 'join':
      return (
        <div className={styles.options}>
          <DraftField
            label={t('cleaning.joinSeparator')}
            value={step.separator}
            isDisabled={isDisabled}
            onChange={(separator) => onChange({ ...step, separator })}
          />
          <DraftField
            label={t('cleaning.joinInto')}
            value={step.into}
            isDisabled={isDisabled}
            onChange={(typed) => typed.trim() !== '' && onChange({ ...step, into: typed.trim() })}
          />
        </div>
      );
    default:
      return null;
  }
}

function SplitOptions({ step, isDisabled, onChange }: OptionsProps & { readonly step: SplitStep }) {
  const { t } = useTranslation();
  const { separator } = step;
  return (
    <div className={styles.options}>
      <Field label={t('cleaning.cut')}>
        <Select
          disabled={isDisabled}
          value={separator === null ? 'at' : 'separator'}
          choices={CUTS.map((value) => ({ value, label: t(`cleaning.cuts.${value}`) }))}
          onChoose={(value) =>
            onChange(value === 'at' ? { ...step, separator: null, at: [1] } : { ...step, separator: ',', at: [] })
          }
        />
      </Field>
      {separator === null ? (
        <DraftField
          label={t('cleaning.at')}
          hint={t('cleaning.atHint')}
          value={step.at.join(', ')}
          isDisabled={isDisabled}
          onChange={(typed) => onChange({ ...step, at: placesOf(typed) })}
        />
      ) : (
        <DraftField
          label={t('cleaning.separator')}
          value={separator}
          isDisabled={isDisabled}
          onChange={(next) => onChange({ ...step, separator: next })}
        />
      )}
      <DraftField
        label={t('cleaning.into')}
        hint={t('cleaning.intoHint')}
        value={step.into.join(', ')}
        isDisabled={isDisabled}
        onChange={(typed) => {
          const into = typed
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '');
          if (into.length > 0) onChange({ ...step, into });
        }}
      />
    </div>
  );
}

const placesOf = (typed: string): readonly number[] =>
  [...new Set((typed.match(/\d+/gu) ?? []).map(Number))].filter((place) => place > 0).sort((a, b) => a - b);

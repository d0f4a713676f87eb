import { useTranslation } from 'react-i18next';
import type { StepPreview } from '../../core/cleaning/preview';
import type { CleaningStep } from '../../core/cleaning/steps';
import type { Column } from '../../core/model/types';
import { Button } from '../../ui/Button';
import { Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './Cleaning.module.css';
import { StepOptions } from './StepOptions';

/** One step: its columns, its options, and what it does to the table. */
export function StepCard(props: {
  /** From 0. */
  readonly place: number;
  /** Of the table. */
  readonly file: string;
  readonly count: number;
  readonly step: CleaningStep;
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly isWhole: boolean;
  readonly preview: StepPreview | null;
  readonly isLooking: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (step: CleaningStep) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}) {
  const { place, step, columns, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const n = place + 1;
  const toggle = (name: string): void => {
    const chosen = columns.map((column) => column.name).filter((other) => step.columns.includes(other) !== (other === name));
    onChange({ ...step, columns: chosen });
  };
  return (
    <fieldset className={`${styles.step} ${step.isOff ? styles.isOff : ''}`}>
      <legend className={styles.kind}>{t('cleaning.stepName', { n, kind: t(`cleaning.kinds.${step.kind}`) })}</legend>
      <div className={styles.tools}>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={!step.isOff}
            disabled={isDisabled}
            onChange={() => onChange({ ...step, isOff: !step.isOff })}
          />
          {t('cleaning.isOn')}
        </label>
        <Button
          look="quiet"
          disabled={isDisabled || place === 0}
          aria-label={t('cleaning.up', { n })}
          onClick={() => props.onMove(place - 1)}
        >
          <span aria-hidden="true">↑</span>
        </Button>
        <Button
          look="quiet"
          disabled={isDisabled || n === props.count}
          aria-label={t('cleaning.down', { n })}
          onClick={() => props.onMove(n)}
        >
          <span aria-hidden="true">↓</span>
        </Button>
        <Button look="quiet" disabled={isDisabled} aria-label={t('cleaning.remove', { n })} onClick={props.onRemove}>
          {t('setUp.removeShort')}
        </Button>
      </div>
      {step.kind === 'split' ? (
        <Field label={t('cleaning.column')}>
          <Select
            disabled={isDisabled}
            value={`=${step.columns[0] ?? ''}`}
            choices={columns.map(({ name }) => ({ value: `=${name}`, label: name }))}
            onChoose={(value) => onChange({ ...step, columns: [value.slice(1)] })}
          />
        </Field>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset inside the fieldset of the step would be read twice.
        <div role="group" aria-label={t('cleaning.columns')} className={styles.columns}>
          {columns.map(({ name }) => (
            <label key={name} className={styles.check}>
              <input type="checkbox" checked={step.columns.includes(name)} disabled={isDisabled} onChange={() => toggle(name)} />
              <span dir="auto">{name}</span>
            </label>
          ))}
        </div>
      )}
      {step.columns.length === 0 ? <p className={styles.bad}>{t('cleaning.noColumns')}</p> : null}
      <StepOptions step={step} isDisabled={isDisabled} onChange={onChange} />
      {step.isOff ? null : <Effect {...props} />}
    </fieldset>
  );
}

function Effect({
  place,
  file,
  preview,
  rows,
  isWhole,
  isLooking,
}: Pick<Parameters<typeof StepCard>[0], 'place' | 'file' | 'preview' | 'rows' | 'isWhole' | 'isLooking'>) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (!preview) return isLooking ? <p className={styles.hint}>{t('cleaning.looking')}</p> : null;
  const { changed, ambiguous, examples } = preview;
  return (
    <div className={styles.effect}>
      <p className={styles.hint} role="status">
        {!isWhole
          ? t('cleaning.changedSample', { changed: number(changed), rows: number(rows) })
          : changed === 0
            ? t('cleaning.nothing')
            : t('cleaning.changed', { count: changed, formatted: number(changed) })}{' '}
        {ambiguous > 0 ? t('cleaning.ambiguous', { count: ambiguous, formatted: number(ambiguous) }) : null}
      </p>
      {examples.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
        <section className={styles.scroll} tabIndex={0} aria-label={t('cleaning.examples', { n: place + 1, file })}>
          <table className={styles.examples}>
            <thead>
              <tr>
                <th scope="col">{t('cleaning.before')}</th>
                <th scope="col">{t('cleaning.after')}</th>
              </tr>
            </thead>
            <tbody>
              {examples.map(({ row, before, after }) => (
                <tr key={row}>
                  <td dir="auto">{before}</td>
                  <td dir="auto">{after.join(' · ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

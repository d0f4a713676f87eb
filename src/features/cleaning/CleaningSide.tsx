import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCleaner } from '../../core/cleaning/cleaner';
import { CLEANING_KINDS, type CleaningKind, type CleaningStep } from '../../core/cleaning/steps';
import type { CleaningSuggestion } from '../../core/cleaning/suggest-steps';
import type { AppError } from '../../core/model/errors';
import type { Column, Dataset } from '../../core/model/types';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './Cleaning.module.css';
import { newStep } from './new-step';
import { StepCard } from './StepCard';
import { useCleaningBench } from './use-cleaning-bench';

/** The steps of one table, in order, with what each of them does. */
export function CleaningSide(props: {
  readonly dataset: Dataset;
  readonly steps: readonly CleaningStep[];
  /** Columns that are compared. */
  readonly preferred: readonly string[];
  readonly error: AppError | null;
  readonly isDisabled: boolean;
  /** null where there is no other table. */
  readonly otherFile: string | null;
  readonly onChange: (steps: readonly CleaningStep[]) => void;
  readonly onCopy: () => void;
}) {
  const { dataset, steps, preferred, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const [kind, setKind] = useState<CleaningKind>('spaces');
  const { preview, suggestions, error } = useCleaningBench(dataset, steps);
  const file = dataset.source.fileName;
  const open = suggestions.filter(
    ({ step, column }) => !steps.some((other) => other.kind === step.kind && other.columns.includes(column)),
  );
  const add = (): void => {
    const words = { part: t('cleaning.newColumn'), joined: t('cleaning.newJoined') };
    onChange([...steps, newStep(kind, columnsBefore(dataset.columns, steps), preferred, steps, words)]);
  };
  const move = (from: number, to: number): void => onChange(steps.toSpliced(from, 1).toSpliced(to, 0, steps[from]!));
  const shownError = error ?? props.error;
  return (
    <section className={styles.side} aria-label={t('cleaning.side', { file })}>
      <h2 className={styles.file} dir="auto">
        {file}
      </h2>
      {open.length > 0 ? (
        <div className={styles.suggestions}>
          <h3>{t('cleaning.suggested')}</h3>
          <ul>
            {open.map((suggestion) => (
              <li key={`${suggestion.step.kind} ${suggestion.column}`}>
                <span>
                  {t(`cleaning.suggestions.${suggestedKind(suggestion)}`, {
                    count: suggestion.count,
                    formatted: number(suggestion.count),
                    column: suggestion.column,
                    forms: number(suggestion.forms),
                  })}
                </span>
                <Button
                  disabled={isDisabled}
                  aria-label={t('cleaning.useLabel', {
                    step: t(`cleaning.kinds.${suggestion.step.kind}`),
                    column: suggestion.column,
                  })}
                  onClick={() => onChange([...steps, suggestion.step])}
                >
                  {t('cleaning.use')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {steps.length > 0 ? (
        <ol className={styles.steps}>
          {steps.map((step, at) => (
            // A step has no identity of its own: two may be equal while they are edited.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <li key={at}>
              <StepCard
                place={at}
                file={file}
                count={steps.length}
                step={step}
                columns={columnsBefore(dataset.columns, steps.slice(0, at))}
                rows={preview?.rows ?? 0}
                isWhole={preview?.rows === dataset.rowCount}
                preview={preview?.steps[at] ?? null}
                isLooking={preview === null && shownError === null}
                isDisabled={isDisabled}
                onChange={(next) => onChange(steps.with(at, next))}
                onMove={(to) => move(at, to)}
                onRemove={() => onChange(steps.toSpliced(at, 1))}
              />
            </li>
          ))}
        </ol>
      ) : null}
      {shownError ? (
        <div role="alert">
          <ErrorText error={shownError} />
        </div>
      ) : null}
      <div className={styles.add}>
        <Select
          aria-label={t('cleaning.addKind', { file })}
          disabled={isDisabled}
          value={kind}
          choices={CLEANING_KINDS.map((value) => ({ value, label: t(`cleaning.kinds.${value}`) }))}
          onChoose={(value) => setKind(CLEANING_KINDS.find((known) => known === value) ?? 'spaces')}
        />
        <Button disabled={isDisabled} onClick={add}>
          <span aria-hidden="true">＋</span> {t('cleaning.add')}
        </Button>
        <span className={styles.hint}>{t(`cleaning.what.${kind}`)}</span>
      </div>
      {props.otherFile !== null && steps.length > 0 ? (
        <p>
          <Button look="quiet" disabled={isDisabled} onClick={props.onCopy}>
            {t('cleaning.copyTo', { file: props.otherFile })}
          </Button>
        </p>
      ) : null}
    </section>
  );
}

/** The columns that a step after these can name; where these cannot be done, those of the table and all that is said to be made. */
function columnsBefore(columns: readonly Column[], steps: readonly CleaningStep[]): readonly Column[] {
  try {
    return createCleaner(columns, steps).columns;
  } catch {
    return columns;
  }
}

const suggestedKind = ({ step }: CleaningSuggestion): 'spaces' | 'date' | 'phone' | 'legal-forms' | 'titles' =>
  step.kind as 'spaces' | 'date' | 'phone' | 'legal-forms' | 'titles';

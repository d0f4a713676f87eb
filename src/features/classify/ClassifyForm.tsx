import { type ReactNode, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { decisionsOn, NO_SORTING, type StoredSorting } from '../../core/classify/stored-sorting';
import { suggestReading } from '../../core/classify/suggest-reading';
import type { Dataset } from '../../core/model/types';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { Field, Select } from '../../ui/Field';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import styles from './ClassifyPage.module.css';
import { NameEditor } from './NameEditor';

const WAYS = ['names', 'column', 'classifier'] as const satisfies readonly StoredSorting['way'][];
const CLASSIFIER_FILES = '.json,application/json';

/** What to read of the table, and where categories come from. */
export function ClassifyForm({ table, model }: { readonly table: Dataset; readonly model: (isDisabled: boolean) => ReactNode }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const { project, isReadOnly, sorting } = useSessionState();
  const stored = project?.sorting ?? NO_SORTING;
  const columns = useMemo(() => table.columns.map(({ name }) => name), [table]);
  const on = stored.on.filter((name) => columns.includes(name));
  // Once a table: whoever takes all columns away again means it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen later is not looked at.
  useEffect(() => {
    if (on.length > 0 || isReadOnly) return;
    const suggested = suggestReading(table.sketch?.portraits ?? [], table.rowCount);
    if (suggested.length > 0) void session.sorting.change({ on: suggested });
  }, [table]);
  const isRunning = sorting.run !== null;
  const isDisabled = isReadOnly || isRunning;
  const change = (part: Parameters<typeof session.sorting.change>[0]) => void session.sorting.change(part);
  const named = stored.classes.filter(({ name }) => name.trim() !== '');
  const decided = decisionsOn(stored, table.fingerprint).size;
  const isReady =
    on.length > 0 &&
    (stored.way === 'names'
      ? named.length > 1
      : stored.way === 'column'
        ? stored.labelColumn !== null && columns.includes(stored.labelColumn) && !on.includes(stored.labelColumn)
        : sorting.classifier !== null);
  return (
    <form
      className={styles.card}
      aria-label={t('classifying.form')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isDisabled) void session.sorting.start();
      }}
    >
      <fieldset disabled={isDisabled}>
        <legend className={styles.legend}>{t('classifying.columns')}</legend>
        <div className={styles.checks}>
          {columns.map((name) => (
            <label key={name} className={styles.check}>
              <input
                type="checkbox"
                checked={on.includes(name)}
                onChange={(event) =>
                  change({ on: columns.filter((one) => (one === name ? event.target.checked : on.includes(one))) })
                }
              />
              <span dir="auto">{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <ChoiceGroup
        legend={t('classifying.way')}
        value={stored.way}
        choices={WAYS.map((value) => ({
          value,
          label: t(`classifying.ways.${value}.label`),
          text: t(`classifying.ways.${value}.text`),
        }))}
        onChange={(way) => isDisabled || change({ way })}
      />
      {stored.way === 'names' ? (
        <NameEditor classes={stored.classes} isDisabled={isDisabled} onChange={(classes) => change({ classes })} />
      ) : null}
      {stored.way === 'column' ? (
        <div className={styles.narrow}>
          <Field label={t('classifying.labelColumn')} hint={t('classifying.labelColumnHint')}>
            <Select
              value={stored.labelColumn ?? ''}
              disabled={isDisabled}
              choices={[
                { value: '', label: t('classifying.choose'), isDisabled: true },
                ...columns.map((name) => ({ value: name, label: name })),
              ]}
              onChoose={(labelColumn) => change({ labelColumn, on: on.filter((name) => name !== labelColumn) })}
            />
          </Field>
        </div>
      ) : null}
      {stored.way === 'classifier' ? (
        <div className={styles.actions}>
          <FileButton
            accept={CLASSIFIER_FILES}
            disabled={isDisabled}
            onFiles={([file]) => file && void session.sorting.openClassifier(file)}
          >
            {t('classifying.openClassifier')}
          </FileButton>
          {sorting.classifier ? (
            <span dir="auto">
              {t('classifying.classifierFacts', {
                name: sorting.classifier.name,
                labels: sorting.classifier.labels.join(', '),
                rows: number(sorting.classifier.report.examples),
              })}
            </span>
          ) : null}
        </div>
      ) : (
        <>
          {model(isDisabled)}
          <label className={styles.check}>
            <input
              type="checkbox"
              disabled={isDisabled}
              checked={stored.isMeaningOnly ?? false}
              onChange={(event) => change({ isMeaningOnly: event.target.checked })}
            />
            <span>
              {t('classifying.meaningOnly')} <span className={styles.muted}>{t('classifying.meaningOnlyHint')}</span>
            </span>
          </label>
        </>
      )}
      <div className={styles.actions}>
        <Button type="submit" look="main" disabled={!isReady || isDisabled}>
          {t('classifying.start')}
        </Button>
        {decided > 0 && stored.way !== 'classifier' ? (
          <span className={styles.muted}>{t('classifying.learnsFrom', { count: decided, formatted: number(decided) })}</span>
        ) : null}
        {isReady ? null : (
          <span className={styles.muted}>{t(`classifying.missing.${on.length === 0 ? 'columns' : stored.way}`)}</span>
        )}
      </div>
    </form>
  );
}

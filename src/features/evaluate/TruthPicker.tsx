import { useTranslation } from 'react-i18next';
import type { ChosenTruth } from '../../core/evaluation/truth-source';
import type { AppError } from '../../core/model/errors';
import type { Dataset, Sides } from '../../core/model/types';
import { useSession } from '../../session/react';
import { Field, Select } from '../../ui/Field';
import { TruthPanel } from './TruthPanel';
import styles from './TruthPanel.module.css';
import type { EvaluationChoices } from './use-evaluation';

interface TruthPickerProps {
  readonly tables: Sides<Dataset>;
  readonly source: ChosenTruth | null;
  readonly choices: EvaluationChoices;
  readonly onSource: (source: ChosenTruth) => void;
  readonly onChoices: (choices: EvaluationChoices) => void;
}

const NO_COLUMN = '';

/** What is right: a file of pairs or a column, and how to read it. */
export function TruthPicker({ tables, source, choices, onSource, onChoices }: TruthPickerProps) {
  const { t } = useTranslation();
  const session = useSession();
  const guess = async (table: Dataset | null): Promise<AppError | null> => {
    const { value, error } = await session.guessTruth(table, new AbortController().signal);
    if (value) onSource(value);
    return error;
  };
  const named = (table: Dataset) => table.columns.map(({ name }) => ({ value: name, label: name }));
  const idChoices = (table: Dataset) => [{ value: NO_COLUMN, label: t('evaluate.rowNumber') }, ...named(table)];
  const id = (side: 'left' | 'right') => (
    <Field label={t(`evaluate.ids.${side}`)}>
      <Select
        value={source?.ids[side] ?? NO_COLUMN}
        choices={idChoices(tables[side])}
        onChoose={(value) =>
          source && onSource({ ...source, ids: { ...source.ids, [side]: value === NO_COLUMN ? null : value } })
        }
      />
    </Field>
  );
  return (
    <TruthPanel
      hint={t('evaluate.truthHint')}
      chooseFile={t('evaluate.chooseFile')}
      useColumn={t('evaluate.useColumn')}
      file={source === null ? undefined : source.kind === 'file' ? source.table : null}
      onFile={guess}
      onColumn={() => guess(null)}
    >
      {source ? (
        <>
          {source.kind === 'column' ? (
            <p className={styles.name}>{t('evaluate.column', { file: tables.left.source.fileName })}</p>
          ) : null}
          <div className={styles.fields}>
            {source.kind === 'file' ? (
              <>
                {(['left', 'right'] as const).map((side) => (
                  <Field key={side} label={t(`evaluate.truthColumns.${side}`)}>
                    <Select
                      value={source.columns[side]}
                      choices={named(source.table)}
                      onChoose={(value) => onSource({ ...source, columns: { ...source.columns, [side]: value } })}
                    />
                  </Field>
                ))}
                <Field label={t('evaluate.truthColumns.label')}>
                  <Select
                    value={source.columns.label ?? NO_COLUMN}
                    choices={[{ value: NO_COLUMN, label: t('evaluate.noLabel') }, ...named(source.table)]}
                    onChoose={(value) =>
                      onSource({ ...source, columns: { ...source.columns, label: value === NO_COLUMN ? null : value } })
                    }
                  />
                </Field>
              </>
            ) : (
              <Field label={t('evaluate.truthColumns.right')}>
                <Select
                  value={source.column}
                  choices={named(tables.left)}
                  onChoose={(column) => onSource({ ...source, column })}
                />
              </Field>
            )}
            {source.kind === 'file' ? id('left') : null}
            {id('right')}
          </div>
          <div className={styles.fields}>
            <Field label={t('evaluate.include')}>
              <Select
                value={choices.include}
                choices={(['suggested', 'accepted'] as const).map((value) => ({ value, label: t(`evaluate.includes.${value}`) }))}
                onChoose={(value) => onChoices({ ...choices, include: value === 'accepted' ? 'accepted' : 'suggested' })}
              />
            </Field>
            <Field label={t('evaluate.coverage')}>
              <Select
                value={choices.coverage}
                choices={(['all', 'listed'] as const).map((value) => ({ value, label: t(`evaluate.coverages.${value}`) }))}
                onChoose={(value) => onChoices({ ...choices, coverage: value === 'listed' ? 'listed' : 'all' })}
              />
            </Field>
          </div>
        </>
      ) : null}
    </TruthPanel>
  );
}

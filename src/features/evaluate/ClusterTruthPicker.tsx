import { useTranslation } from 'react-i18next';
import { guessClusterColumn } from '../../core/evaluation/cluster-truth';
import type { ClusterTruthSource } from '../../core/evaluation/cluster-truth-source';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';
import { guessClusterFile } from '../../session/judging-clusters';
import { Field, Select } from '../../ui/Field';
import { TruthPanel } from './TruthPanel';
import styles from './TruthPanel.module.css';

interface ClusterTruthPickerProps {
  readonly table: Dataset;
  readonly source: ClusterTruthSource | null;
  readonly onSource: (source: ClusterTruthSource) => void;
}

const NO_COLUMN = '';

/** Which rows truly belong together: a file with a cluster a record, or a column of the table. */
export function ClusterTruthPicker({ table, source, onSource }: ClusterTruthPickerProps) {
  const { t } = useTranslation();
  const guess = async (given: Dataset): Promise<AppError | null> => {
    try {
      onSource(await guessClusterFile(given, table, new AbortController().signal));
      return null;
    } catch (thrown) {
      return toAppError(thrown);
    }
  };
  const takeColumn = async (): Promise<null> => {
    onSource({ kind: 'column', column: guessClusterColumn(table) ?? table.columns.at(-1)!.name });
    return null;
  };
  const named = ({ columns }: Dataset) => columns.map(({ name }) => ({ value: name, label: name }));
  return (
    <TruthPanel
      hint={t('evaluate.clusters.truthHint')}
      chooseFile={t('evaluate.clusters.chooseFile')}
      useColumn={t('evaluate.clusters.useColumn')}
      file={source === null ? undefined : source.kind === 'file' ? source.file : null}
      onFile={guess}
      onColumn={takeColumn}
    >
      {source?.kind === 'file' ? (
        <div className={styles.fields}>
          {(['id', 'cluster'] as const).map((name) => (
            <Field key={name} label={t(`evaluate.clusters.columns.${name}`)}>
              <Select
                value={source.columns[name]}
                choices={named(source.file)}
                onChoose={(value) => onSource({ ...source, columns: { ...source.columns, [name]: value } })}
              />
            </Field>
          ))}
          <Field label={t('evaluate.clusters.columns.dataId')}>
            <Select
              value={source.columns.dataId ?? NO_COLUMN}
              choices={[{ value: NO_COLUMN, label: t('evaluate.rowNumber') }, ...named(table)]}
              onChoose={(value) =>
                onSource({ ...source, columns: { ...source.columns, dataId: value === NO_COLUMN ? null : value } })
              }
            />
          </Field>
        </div>
      ) : null}
      {source?.kind === 'column' ? (
        <div className={styles.fields}>
          <Field label={t('evaluate.clusters.columns.cluster')}>
            <Select value={source.column} choices={named(table)} onChoose={(column) => onSource({ kind: 'column', column })} />
          </Field>
        </div>
      ) : null}
    </TruthPanel>
  );
}

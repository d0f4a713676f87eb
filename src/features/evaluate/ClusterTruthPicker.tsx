import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';
import { useSession } from '../../session/react';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { Field, Select } from '../../ui/Field';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import { useDroppedFiles } from '../../ui/use-dropped-files';
import { type ClusterTruthSource, clusterColumnSource, clusterFileSource } from './cluster-truth-source';
import styles from './TruthPicker.module.css';

interface ClusterTruthPickerProps {
  readonly table: Dataset;
  readonly source: ClusterTruthSource | null;
  readonly onSource: (source: ClusterTruthSource) => void;
}

const NO_COLUMN = '';

/** Which rows truly belong together: a file with a cluster a record, or a column of the table. */
export function ClusterTruthPicker({ table, source, onSource }: ClusterTruthPickerProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const [error, setError] = useState<AppError | null>(null);
  const read = async (file: File | undefined) => {
    if (!file) return;
    const outcome = await session.readTable(file);
    setError(outcome.error);
    if (outcome.value) onSource(clusterFileSource(outcome.value, table));
  };
  useDroppedFiles(([file]) => void read(file));
  const named = ({ columns }: Dataset) => columns.map(({ name }) => ({ value: name, label: name }));
  return (
    <section className={styles.panel} aria-labelledby="evaluate-truth">
      <h2 id="evaluate-truth">{t('evaluate.truth')}</h2>
      <p className={styles.muted}>{t('evaluate.clusters.truthHint')}</p>
      <div className={styles.buttons}>
        <FileButton accept={ACCEPTED_FILES} look={source ? 'plain' : 'main'} onFiles={([file]) => void read(file)}>
          {source?.kind === 'file' ? t('evaluate.otherFile') : t('evaluate.clusters.chooseFile')}
        </FileButton>
        {source?.kind === 'column' ? null : (
          <Button onClick={() => onSource(clusterColumnSource(table))}>{t('evaluate.clusters.useColumn')}</Button>
        )}
      </div>
      {error ? <ErrorText error={error} /> : null}
      {source?.kind === 'file' ? (
        <>
          <p className={styles.name}>
            {t('evaluate.file', { file: source.file.source.fileName, rows: number(source.file.rowCount) })}
          </p>
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
        </>
      ) : null}
      {source?.kind === 'column' ? (
        <div className={styles.fields}>
          <Field label={t('evaluate.clusters.columns.cluster')}>
            <Select value={source.column} choices={named(table)} onChoose={(column) => onSource({ kind: 'column', column })} />
          </Field>
        </div>
      ) : null}
    </section>
  );
}

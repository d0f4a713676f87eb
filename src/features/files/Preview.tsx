import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset } from '../../core/model/types';
import { rowAt } from '../../core/table/cells';
import { DataTable } from '../../ui/DataTable';
import { useFormats } from '../../ui/format';
import styles from './Preview.module.css';

const SHOWN = 100;

export function Preview({ dataset }: { readonly dataset: Dataset }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const shown = Math.min(SHOWN, dataset.rowCount);
  const columns = useMemo(() => dataset.columns.map((column) => column.name), [dataset]);
  const rows = useMemo(() => Array.from({ length: shown }, (_, row) => rowAt(dataset, row)), [dataset, shown]);
  return (
    <>
      <DataTable
        label={t('files.previewLabel', { file: dataset.source.fileName })}
        columns={columns}
        rows={rows}
        rowHeader={t('files.rowNumber')}
        rowNumber={(row) => number(row + 1)}
      />
      {shown < dataset.rowCount ? (
        <p className={styles.more}>{t('files.previewMore', { shown: number(shown), total: number(dataset.rowCount) })}</p>
      ) : null}
    </>
  );
}

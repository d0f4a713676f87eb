import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';
import { useSession } from '../../session/react';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import styles from './ClassifyPage.module.css';
import { type ColumnNames, plannedSorting, type Sorting } from './sorted-rows';

/** The sorted table and the classifier as files. */
export function SaveSection({ sorting, table }: { readonly sorting: Sorting; readonly table: Dataset }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const [saving, setSaving] = useState<{
    readonly isBusy: boolean;
    readonly name: string | null;
    readonly error: AppError | null;
  }>(IDLE);
  const { trained, labels, classifier } = sorting.sorted;
  const save = async (format: 'csv' | 'xlsx'): Promise<void> => {
    setSaving({ ...IDLE, isBusy: true });
    const names: ColumnNames = {
      label: t('classifying.columnNames.label'),
      probability: t('classifying.columnNames.probability'),
      source: t('classifying.columnNames.source'),
      suggestion: t('classifying.columnNames.suggestion'),
      sources: {
        person: t('classifying.sources.person'),
        table: t('classifying.sources.table'),
        model: t('classifying.sources.model'),
        abstained: t('classifying.sources.abstained'),
        empty: t('classifying.sources.empty'),
      },
    };
    try {
      const name = await session.sorting.saveTable(plannedSorting(table, sorting, names), 'rowlink-categories', format);
      setSaving({ ...IDLE, name });
    } catch (thrown) {
      setSaving({ ...IDLE, error: toAppError(thrown) });
    }
  };
  return (
    <section className={styles.section} aria-labelledby="classify-save">
      <h2 id="classify-save">{t('classifying.save')}</h2>
      <div className={styles.actions}>
        <Button look="main" disabled={saving.isBusy} onClick={() => void save('csv')}>
          {t('classifying.saveCsv')}
        </Button>
        <Button disabled={saving.isBusy} onClick={() => void save('xlsx')}>
          {t('classifying.saveXlsx')}
        </Button>
        {trained ? (
          <Button onClick={() => setSaving({ ...IDLE, name: session.sorting.saveClassifier() })}>
            {t('classifying.saveClassifier')}
          </Button>
        ) : null}
      </div>
      <p role="status" className={styles.status}>
        {saving.name ? t('classifying.saved', { file: saving.name }) : null}
      </p>
      {saving.error ? <ErrorText error={saving.error} /> : null}
      {trained && classifier ? (
        <p className={styles.muted}>
          {classifier.weights.terms
            ? t('classifying.classifierHolds', {
                labels: number(labels.length),
                terms: number(trained.weights.terms?.hash.length ?? 0),
              })
            : t('classifying.classifierHoldsNone', { labels: number(labels.length) })}
        </p>
      ) : null}
    </section>
  );
}

const IDLE = { isBusy: false, name: null, error: null };

import { useTranslation } from 'react-i18next';
import type { ExportOutcome, FileForm } from '../../session/contract';
import styles from '../../ui/ExportForm.module.css';
import { useFormats } from '../../ui/format';

/** What was saved, and which cells are not as they were. */
export function OutcomeText({ outcome, form }: { readonly outcome: ExportOutcome; readonly form: FileForm }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { fileName, rows, neutralised, shortened, replaced } = outcome;
  const isSpreadsheet = /\.(csv|xlsx)$/.test(fileName);
  const changed =
    neutralised > 0
      ? t('export.neutralised', { count: neutralised, formatted: number(neutralised) })
      : t('export.neutralisedNone');
  return (
    <div className={styles.done}>
      <p>
        <strong>{t('export.done', { file: fileName, rows: t('common.rows', { count: rows, formatted: number(rows) }) })}</strong>{' '}
        {isSpreadsheet ? (form.neutraliseFormulas ? changed : t('export.notNeutralised')) : t('export.asTheyAre')}
      </p>
      {shortened > 0 ? <p>{t('export.shortened', { count: shortened, formatted: number(shortened) })}</p> : null}
      {replaced > 0 ? <p>{t('export.replaced', { count: replaced, formatted: number(replaced) })}</p> : null}
    </div>
  );
}

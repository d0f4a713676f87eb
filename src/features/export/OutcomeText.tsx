import { useTranslation } from 'react-i18next';
import type { ExportOutcome } from '../../session/contract';
import styles from '../../ui/ExportForm.module.css';
import { useFormats } from '../../ui/format';

export function OutcomeText(props: { readonly outcome: ExportOutcome; readonly wasNeutralised: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { fileName, rows, neutralised } = props.outcome;
  const changed =
    neutralised > 0
      ? t('export.neutralised', { count: neutralised, formatted: number(neutralised) })
      : t('export.neutralisedNone');
  return (
    <p className={styles.done}>
      <strong>{t('export.done', { file: fileName, rows: t('common.rows', { count: rows, formatted: number(rows) }) })}</strong>{' '}
      {props.wasNeutralised ? changed : t('export.notNeutralised')}
    </p>
  );
}

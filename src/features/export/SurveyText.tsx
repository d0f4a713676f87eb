import { useTranslation } from 'react-i18next';
import type { ExportSurvey } from '../../core/export/survey';
import styles from '../../ui/ExportForm.module.css';
import { useFormats } from '../../ui/format';

/** What a file will hold: "1,204 rows. 3 cells look like formulas and will be made harmless." */
export function SurveyText(props: { readonly survey: ExportSurvey | null; readonly isNeutralised: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { survey, isNeutralised } = props;
  if (!survey) return <p className={styles.muted}>{t('export.counting')}</p>;
  const { rows, formulas, tooLong } = survey;
  const counted = (count: number) => ({ count, formatted: number(count) });
  const fate = isNeutralised ? t('export.willNeutralise', counted(formulas)) : t('export.willRun', counted(formulas));
  return (
    <div>
      <p>
        <strong>{t('common.rows', counted(rows))}.</strong> {formulas > 0 ? fate : null}
      </p>
      {tooLong > 0 ? <p>{t('export.willShorten', counted(tooLong))}</p> : null}
    </div>
  );
}

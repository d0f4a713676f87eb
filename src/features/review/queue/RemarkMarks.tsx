import { useTranslation } from 'react-i18next';
import type { RecordRemark } from '../../../core/decisions/remarks';
import { VisuallyHidden } from '../../../ui/VisuallyHidden';
import styles from './RemarkMarks.module.css';

/** Signs for a flag and a note; the note itself shows on hover and is read out. */
export function RemarkMarks({ remark: { isFlagged, note } }: { readonly remark: RecordRemark }) {
  const { t } = useTranslation();
  if (!isFlagged && note === '') return null;
  return (
    <span className={styles.marks}>
      {isFlagged ? (
        <span className={styles.flag} title={t('review.flagged')}>
          ⚑ <span className={styles.word}>{t('review.flagged')}</span>
        </span>
      ) : null}
      {note === '' ? null : (
        <span className={styles.note} title={note}>
          <span aria-hidden="true">✎</span>
          <VisuallyHidden>{t('review.noteIs', { note })}</VisuallyHidden>
        </span>
      )}
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { useFormats } from './format';
import styles from './HistoryDialog.module.css';

interface HistoryLineProps {
  readonly seq: string | number;
  /** No longer in force. */
  readonly isOld: boolean;
  readonly what: string;
  /** null: nobody gave a name. */
  readonly by: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** What became of it, and where it came from. */
  readonly remarks: readonly string[];
  /** What stands in the way of taking it back. */
  readonly obstacle?: string | null;
  readonly goTo: { readonly row: number; readonly onGo: () => void } | null;
  /** Absent where it cannot be taken back. */
  readonly takeBack: { readonly label: string; readonly isDisabled: boolean; readonly onTake: () => void } | null;
}

/** One line of a history. */
export function HistoryLine({ seq, isOld, what, by, at, remarks, obstacle, goTo, takeBack }: HistoryLineProps) {
  const { t } = useTranslation();
  const { date, number } = useFormats();
  return (
    <>
      <span className={styles.seq}>{seq}</span>
      <div className={styles.text}>
        <p className={isOld ? styles.old : undefined}>{what}</p>
        <p className={styles.muted}>
          <span dir="auto">{by ?? t('review.history.nobody')}</span> · {[date(at), ...remarks].join(' · ')}
        </p>
        {obstacle ? <p className={styles.muted}>{obstacle}</p> : null}
      </div>
      <div className={styles.buttons}>
        {goTo ? (
          <Button look="quiet" onClick={goTo.onGo}>
            {t('review.history.goTo', { row: number(goTo.row + 1) })}
          </Button>
        ) : null}
        {takeBack ? (
          <Button disabled={takeBack.isDisabled} aria-label={takeBack.label} onClick={takeBack.onTake}>
            {t('review.history.takeBack')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

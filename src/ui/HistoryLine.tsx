import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { useFormats } from './format';
import styles from './HistoryDialog.module.css';

interface HistoryLineProps {
  readonly seq: number;
  /** `seq` of the merge that brought it; null where it was done here. */
  readonly mergedIn: number | null;
  readonly what: string;
  /** null: nobody gave a name. */
  readonly by: string | null;
  /** ISO 8601. */
  readonly at: string;
  readonly fate: { readonly kind: string; readonly text: string };
  /** What stands in the way of taking it back. */
  readonly obstacle?: string | null;
  readonly goTo: { readonly row: number; readonly onGo: () => void } | null;
  /** Absent where it cannot be taken back. */
  readonly takeBack: {
    readonly isDisabled: boolean;
    readonly labelOf: (seq: string) => string;
    readonly onTake: () => void;
  } | null;
}

const NO_LONGER_IN_FORCE: ReadonlySet<string> = new Set(['undone', 'reverted', 'replaced']);

/** One line of a history. */
export function HistoryLine({ seq, mergedIn, what, by, at, fate, obstacle, goTo, takeBack }: HistoryLineProps) {
  const { t } = useTranslation();
  const { date, number } = useFormats();
  const place = mergedIn === null ? String(seq) : `${mergedIn}.${seq}`;
  const remarks = [
    ...(mergedIn === null ? [] : [t('review.history.mergedIn', { seq: mergedIn })]),
    ...(fate.kind === 'note' || (fate.kind === 'in-force' && mergedIn !== null) ? [] : [fate.text]),
  ];
  return (
    <>
      <span className={styles.seq}>{place}</span>
      <div className={styles.text}>
        <p className={NO_LONGER_IN_FORCE.has(fate.kind) ? styles.old : undefined}>{what}</p>
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
          <Button disabled={takeBack.isDisabled} aria-label={takeBack.labelOf(place)} onClick={takeBack.onTake}>
            {t('review.history.takeBack')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { type DecisionBook, openDecisionBook } from '../../../core/decisions/log';
import type { OpenDifference } from '../../../core/decisions/merge';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import styles from './DifferencePanel.module.css';

interface DifferencePanelProps {
  readonly row: number;
  readonly book: DecisionBook;
  /** What other reviewers decided about this record. */
  readonly differences: readonly OpenDifference[];
  readonly isReadOnly: boolean;
  readonly onKeep: () => void;
  readonly onTake: (reviewer: string) => void;
}

/** Both verdicts on a record on which reviewers differ, and the choice between them. */
export function DifferencePanel({ row, book, differences, isReadOnly, onKeep, onTake }: DifferencePanelProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const verdictOf = (from: DecisionBook): string =>
    t(`review.differences.verdict.${from.statusOf(row)}`, {
      rows: from
        .acceptedOf(row)
        .map((right) => number(right + 1))
        .join(', '),
    });
  return (
    <section className={styles.panel} aria-label={t('review.differences.title')}>
      <h2 className={styles.title}>{t('review.differences.title')}</h2>
      <ul className={styles.verdicts}>
        <li>
          <span>{t('review.differences.mine', { verdict: verdictOf(book) })}</span>
          <Button disabled={isReadOnly} onClick={onKeep}>
            {t('review.differences.keep')}
          </Button>
        </li>
        {differences.map(({ reviewer, theirs }) => {
          const their = openDecisionBook([{ kind: 'decide', seq: 1, at: '', action: 'resolve', changes: theirs }]);
          const held = their
            .acceptedOf(row)
            .flatMap((right) => book.holdersOf(right).map((holder) => ({ right, holder })))
            .find(({ holder }) => holder !== row);
          return (
            <li key={reviewer}>
              <span>
                {t('review.differences.theirs', { name: reviewer, verdict: verdictOf(their) })}
                {held ? (
                  <span className={styles.held}>
                    {' '}
                    {t('review.differences.heldBy', { right: number(held.right + 1), row: number(held.holder + 1) })}
                  </span>
                ) : null}
              </span>
              <Button disabled={isReadOnly} onClick={() => onTake(reviewer)}>
                {t('review.differences.take', { name: reviewer })}
              </Button>
            </li>
          );
        })}
      </ul>
      <p className={styles.hint}>{t('review.differences.hint')}</p>
    </section>
  );
}

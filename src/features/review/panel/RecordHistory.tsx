import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { recordHistory } from '../../../core/decisions/history';
import type { ReviewState } from '../../../session/contract';
import { HistoryEntry } from '../decide/HistoryEntry';
import styles from './RecordHistory.module.css';

/** More are in the dialog of the whole history. */
const SHOWN = 20;

/** What was done to one record, newest first. */
export function RecordHistory(props: {
  readonly review: ReviewState;
  readonly row: number;
  readonly isReadOnly: boolean;
  readonly onRevert: (seq: number) => void;
}) {
  const { t } = useTranslation();
  const { book, version } = props.review;
  // Not in the way of the next record.
  const row = useDeferredValue(props.row);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  const lines = useMemo(() => recordHistory(book.entries, row), [book, version, row]);
  if (lines.length === 0) return <p className={styles.none}>{t('review.details.noHistory')}</p>;
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of lists without bullets.
    <ul role="list" className={styles.list} aria-label={t('review.details.history')}>
      {lines.slice(0, SHOWN).map((line) => (
        <li key={`${line.mergedIn}.${line.entry.seq}`} className={styles.line}>
          <HistoryEntry line={line} isReadOnly={props.isReadOnly} onRevert={props.onRevert} />
        </li>
      ))}
    </ul>
  );
}

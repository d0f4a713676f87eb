import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { missedRows } from '../../core/clusters/settle';
import type { ClusterReview } from '../../session/contract';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './MissedRows.module.css';

const SHOWN = 5;

/** Rows that the rule alone would have here: left out by a person, or kept out because the cluster is settled. */
export function MissedRows(props: {
  readonly review: ClusterReview;
  readonly rows: Uint32Array;
  readonly textOf: (row: number) => string;
  readonly isReadOnly: boolean;
  readonly onAdd: (row: number) => void;
}) {
  const { review, rows, textOf } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const missed = useMemo(() => missedRows(review.settled, rows), [review.settled, rows]);
  if (missed.length === 0) return null;
  return (
    <section className={styles.missed} aria-label={t('clusters.missed')}>
      <h3>{t('clusters.missed')}</h3>
      <ul className={styles.list}>
        {missed.slice(0, SHOWN).map((row) => (
          <li key={row} className={styles.line}>
            <span dir="auto" className={styles.text}>
              {t('clusters.missedRow', { row: number(row + 1), text: textOf(row) || t('common.empty') })}
            </span>
            <Button
              look="quiet"
              disabled={props.isReadOnly}
              aria-label={t('clusters.putBackRow', { row: number(row + 1) })}
              onClick={() => props.onAdd(row)}
            >
              {t('clusters.putBack')}
            </Button>
          </li>
        ))}
      </ul>
      {missed.length > SHOWN ? <p>{t('clusters.missedMore', { count: missed.length - SHOWN })}</p> : null}
    </section>
  );
}

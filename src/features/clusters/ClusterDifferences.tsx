import { useTranslation } from 'react-i18next';
import type { ClusterDifference } from '../../core/clusters/edits';
import type { OpenClusterDifference } from '../../core/clusters/merge-edits';
import type { ClusterReview } from '../../session/contract';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './MissedRows.module.css';

/** Rows that are named of a cluster. */
const MOST_ROWS = 12;

interface ClusterDifferencesProps {
  readonly review: ClusterReview;
  /** Those that hold rows of the cluster on screen. */
  readonly differences: readonly OpenClusterDifference[];
  readonly isReadOnly: boolean;
  readonly onKeep: (row: number) => void;
  readonly onTake: (row: number, reviewer: string) => void;
}

/** How two reviewers put the same rows together, and the choice between them. */
export function ClusterDifferences({ review, differences, isReadOnly, onKeep, onTake }: ClusterDifferencesProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const inWords = (groups: readonly (readonly number[])[]): string =>
    groups
      .map((rows) => {
        const named = rows.slice(0, MOST_ROWS).map((row) => number(row + 1));
        return `{ ${named.join(', ')}${rows.length > MOST_ROWS ? ', …' : ''} }`;
      })
      .join(' ');
  return differences.map((difference) => {
    const first = difference.rows[0]!;
    return (
      <section
        key={`${difference.reviewer} ${first}`}
        className={styles.missed}
        aria-label={t('clusters.differences.title', { name: difference.reviewer })}
      >
        <h3>{t('clusters.differences.title', { name: difference.reviewer })}</h3>
        <ul className={styles.list}>
          <li className={styles.line}>
            <span className={styles.text}>
              {t('clusters.differences.mine', { groups: inWords(groupsHere(review, difference)) })}
            </span>
            <Button disabled={isReadOnly} onClick={() => onKeep(first)}>
              {t('review.differences.keep')}
            </Button>
          </li>
          <li className={styles.line}>
            <span className={styles.text}>
              {t('clusters.differences.theirs', { name: difference.reviewer, groups: inWords(groupsThere(difference)) })}
            </span>
            <Button disabled={isReadOnly} onClick={() => onTake(first, difference.reviewer)}>
              {t('review.differences.take', { name: difference.reviewer })}
            </Button>
          </li>
        </ul>
      </section>
    );
  });
}

function groupsHere({ settled }: ClusterReview, { rows }: ClusterDifference): number[][] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const cluster = settled.clusterOf[row]!;
    groups.set(cluster, [...(groups.get(cluster) ?? []), row]);
  }
  return [...groups.values()];
}

/** Rows that the other one left to the rule stand alone. */
function groupsThere({ rows, theirs }: ClusterDifference): (readonly number[])[] {
  const placed = new Set(theirs.flatMap((group) => group.rows));
  const free = rows.filter((row) => !placed.has(row)).map((row) => [row]);
  return [...theirs.map((group) => group.rows), ...free].sort((a, b) => a[0]! - b[0]!);
}

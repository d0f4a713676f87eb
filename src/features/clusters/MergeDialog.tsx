import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rowsOf } from '../../core/clusters/partition';
import { normaliseText } from '../../core/text/normalise';
import type { ClusterReview } from '../../session/contract';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './MergeDialog.module.css';

const SHOWN = 30;

/** Chooses the cluster that another one is merged with: the nearest first, or those that hold the words looked for. */
export function MergeDialog(props: {
  readonly review: ClusterReview;
  readonly cluster: number;
  readonly textOf: (row: number) => string;
  readonly onMerge: (other: number) => void;
  readonly onClose: () => void;
}) {
  const { review, cluster, textOf } = props;
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const [search, setSearch] = useState('');
  const found = useMemo(
    () => (search.trim() === '' ? nearestClusters(review, cluster) : searchClusters(review, cluster, search, textOf)),
    [review, cluster, search, textOf],
  );
  return (
    <Dialog title={t('clusters.mergeTitle')} closeLabel={t('common.cancel')} onClose={props.onClose}>
      <div className={styles.body}>
        <Field label={t('clusters.mergeSearch')} hint={t('clusters.mergeHint')}>
          <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </Field>
        {found.length === 0 ? <p>{t('clusters.mergeNone')}</p> : null}
        <ul className={styles.list}>
          {found.map(({ other, best }) => {
            const row = review.summary.firstRow[other]!;
            return (
              <li key={row} className={styles.line}>
                <span className={styles.text} dir="auto">
                  {textOf(row) || t('common.empty')}
                </span>
                <span className={styles.about}>
                  {t('clusters.mergeAbout', { count: review.summary.size[other]!, row: number(row + 1) })}
                  {best === null ? null : ` · ${score(best)}`}
                </span>
                <Button aria-label={t('clusters.mergeWithRow', { row: number(row + 1) })} onClick={() => props.onMerge(other)}>
                  {t('clusters.mergeWith')}
                </Button>
              </li>
            );
          })}
        </ul>
      </div>
    </Dialog>
  );
}

interface FoundCluster {
  readonly other: number;
  /** Highest score of a pair between the two; null where none is known. */
  readonly best: number | null;
}

function nearestClusters({ graph, settled, members }: ClusterReview, cluster: number): readonly FoundCluster[] {
  const best = new Map<number, number>();
  for (const row of rowsOf(members, cluster)) {
    for (let at = graph.offsets[row]!; at < graph.offsets[row + 1]!; at++) {
      const other = settled.clusterOf[graph.neighbour[at]!]!;
      if (other !== cluster) best.set(other, Math.max(best.get(other) ?? 0, graph.score[at]!));
    }
  }
  return [...best]
    .map(([other, score]) => ({ other, best: score }))
    .sort((a, b) => b.best - a.best || a.other - b.other)
    .slice(0, SHOWN);
}

function searchClusters(
  review: ClusterReview,
  cluster: number,
  search: string,
  textOf: (row: number) => string,
): readonly FoundCluster[] {
  const wanted = normaliseText(search);
  const near = new Map(nearestClusters(review, cluster).map(({ other, best }) => [other, best]));
  const found = new Set<number>();
  review.settled.clusterOf.forEach((other, row) => {
    if (found.size < SHOWN && other !== cluster && !found.has(other) && normaliseText(textOf(row)).includes(wanted)) {
      found.add(other);
    }
  });
  return [...found].map((other) => ({ other, best: near.get(other) ?? null }));
}

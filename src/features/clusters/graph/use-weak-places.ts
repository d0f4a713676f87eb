import { useMemo } from 'react';
import { type Cut, cutBetween, findWeakPlaces } from '../../../core/clusters/graph/weak-places';
import { subgraph } from '../../../core/clusters/pair-graph';
import type { ClusterReview } from '../../../session/contract';

/** Larger clusters are not searched while somebody waits. */
const MOST_ROWS = 5000;

/** Where a cluster hangs together least, and what would be cut if the chosen rows came off; both by rows. */
export function useWeakPlaces(review: ClusterReview, rows: Uint32Array, selected: ReadonlySet<number>) {
  const inside = useMemo(() => (rows.length > MOST_ROWS ? null : subgraph(review.graph, rows)), [review.graph, rows]);
  const weak = useMemo(() => (inside ? findWeakPlaces(inside).map((cut) => byRows(cut, rows)) : []), [inside, rows]);
  const cut = useMemo(() => {
    if (!inside || selected.size === 0 || selected.size === rows.length) return null;
    const places = new Set([...rows.keys()].filter((place) => selected.has(rows[place]!)));
    return byRows(cutBetween(inside, places), rows);
  }, [inside, rows, selected]);
  return { weak, cut };
}

const byRows = ({ part, pairs, cost }: Cut, rows: Uint32Array): Cut => ({
  part: part.map((place) => rows[place]!),
  pairs: pairs.map(({ a, b, score }) => ({ a: rows[a]!, b: rows[b]!, score })),
  cost,
});

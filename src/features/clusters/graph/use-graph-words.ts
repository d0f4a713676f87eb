import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrawnPair } from '../../../core/clusters/graph/cluster-drawing';
import type { ClusterReview } from '../../../session/contract';
import type { ChartTable } from '../../../ui/ChartFrame';
import { useFormats } from '../../../ui/format';
import { graphTable } from './graph-table';
import type { ClusterLayout } from './use-cluster-layout';

export interface GraphWords {
  /** What a screen reader says of a row. */
  readonly names: ReadonlyMap<number, string>;
  /** How many pairs a member has, and the strongest one. */
  readonly ties: ReadonlyMap<number, string>;
  readonly table: ChartTable;
}

/** The drawing in words. */
export function useGraphWords(input: {
  readonly layout: ClusterLayout;
  readonly pairs: readonly DrawnPair[];
  readonly review: ClusterReview;
  readonly kept: number | null;
  readonly textOf: (row: number) => string;
  readonly isWeak: (a: number, b: number) => boolean;
}): GraphWords {
  const { layout, pairs, review, kept, textOf, isWeak } = input;
  const { t } = useTranslation();
  const { number, score } = useFormats();
  return useMemo(() => {
    const { drawing, nodes } = layout;
    const counts = new Map<number, { readonly count: number; readonly best: DrawnPair }>();
    for (const pair of drawing.pairs) {
      for (const row of [pair.a, pair.b]) {
        const known = counts.get(row);
        counts.set(row, { count: (known?.count ?? 0) + 1, best: known?.best ?? pair });
      }
    }
    const ties = new Map<number, string>();
    const names = new Map<number, string>();
    for (const { row, neighbour } of nodes) {
      const text = textOf(row) || t('common.empty');
      if (neighbour) {
        const { pair, cluster } = neighbour;
        const is = t('graph.neighbour', { count: review.summary.size[cluster]!, row: number(row + 1) });
        names.set(row, `${is}: ${text}. ${t('graph.strongest', { score: score(pair.score), row: number(pair.a + 1) })}`);
        continue;
      }
      const own = counts.get(row);
      const other = own && (own.best.a === row ? own.best.b : own.best.a);
      const tie =
        own && other !== undefined
          ? `${t('graph.pairs', { count: own.count })}, ${t('graph.strongest', { score: score(own.best.score), row: number(other + 1) })}`
          : t('graph.noPair');
      ties.set(row, tie);
      const is = `${t('clusters.member', { row: number(row + 1) })}: ${text}`;
      names.set(row, [is, ...(row === kept ? [t('graph.legend.kept')] : []), tie].join('. '));
    }
    return { names, ties, table: graphTable({ nodes, pairs, textOf, isWeak, number, score, t }) };
  }, [layout, pairs, review, kept, textOf, isWeak, number, score, t]);
}

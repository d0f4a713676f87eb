import type { TFunction } from 'i18next';
import type { DrawnPair } from '../../../core/clusters/graph/cluster-drawing';
import type { ChartTable } from '../../../ui/ChartFrame';
import type { GraphNode } from './use-cluster-layout';

/** The drawing as a table: a line a pair, strongest first, then the rows that no known pair holds. */
export function graphTable(input: {
  readonly nodes: readonly GraphNode[];
  readonly pairs: readonly DrawnPair[];
  readonly textOf: (row: number) => string;
  readonly isWeak: (a: number, b: number) => boolean;
  readonly number: (value: number) => string;
  readonly score: (value: number) => string;
  readonly t: TFunction;
}): ChartTable {
  const { nodes, pairs, textOf, isWeak, number, score, t } = input;
  const near = new Set(nodes.filter(({ neighbour }) => neighbour).map(({ row }) => row));
  const about = ({ a, b, isReaching, settled }: DrawnPair): string =>
    [
      t(near.has(b) ? 'graph.legend.near' : isReaching ? 'graph.legend.reaching' : 'graph.legend.below'),
      ...(isWeak(a, b) ? [t('graph.legend.weak')] : []),
      ...(settled ? [t(`graph.legend.${settled}`)] : []),
    ].join(' · ');
  const tied = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const alone = nodes.filter(({ row }) => !tied.has(row));
  return {
    heads: ['pair', 'first', 'second', 'score', 'about'].map((name) => t(`graph.table.${name as 'pair'}`)),
    rows: [
      ...pairs.map((pair) => [
        `${number(pair.a + 1)} – ${number(pair.b + 1)}`,
        textOf(pair.a) || t('common.empty'),
        textOf(pair.b) || t('common.empty'),
        score(pair.score),
        about(pair),
      ]),
      ...alone.map(({ row }) => [number(row + 1), textOf(row) || t('common.empty'), '–', '–', t('graph.noPair')]),
    ],
  };
}

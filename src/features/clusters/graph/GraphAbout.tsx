import { useTranslation } from 'react-i18next';
import type { Cut } from '../../../core/clusters/graph/weak-places';
import type { ClusterReview } from '../../../session/contract';
import { Button } from '../../../ui/Button';
import { DiffText, PlainText } from '../../../ui/DiffText';
import { useFormats } from '../../../ui/format';
import { useKeyed } from '../../../ui/key-settings';
import { CLUSTER_COMMANDS } from '../commands';
import styles from './ClusterGraph.module.css';
import type { GraphNode } from './use-cluster-layout';

interface GraphAboutProps {
  /** What is pointed at. */
  readonly node: GraphNode | null;
  /** Its pairs in words; null for a neighbour. */
  readonly ties: string | undefined;
  readonly isKept: boolean;
  readonly text: string;
  readonly keptText: string;
  readonly review: ClusterReview;
  readonly isReadOnly: boolean;
  readonly rowCount: number;
  readonly selectedCount: number;
  /** What comes apart where the chosen rows are split off; null where none or all are chosen. */
  readonly cut: Cut | null;
  readonly weak: readonly Cut[];
  /** The weak place that is on show, -1 for none. */
  readonly place: number;
  readonly onNextPlace: () => void;
  readonly onSplit: () => void;
  readonly onMerge: (cluster: number) => void;
}

/** What is pointed at, in full, and what splitting would do, before it is done. */
export function GraphAbout(props: GraphAboutProps) {
  const { node, review, cut, weak, place, isReadOnly } = props;
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const keyed = useKeyed(CLUSTER_COMMANDS);
  const size = node?.neighbour ? review.summary.size[node.neighbour.cluster]! : 1;
  return (
    <div className={styles.about}>
      <div className={styles.pointedAt}>
        {node === null ? (
          <p className={styles.muted}>{t('graph.hint')}</p>
        ) : (
          <>
            <p className={styles.muted}>
              <strong>
                {node.neighbour
                  ? t('graph.neighbour', { count: size, row: number(node.row + 1) })
                  : t('clusters.member', { row: number(node.row + 1) })}
              </strong>
              {' · '}
              {node.neighbour
                ? t('graph.strongest', { score: score(node.neighbour.pair.score), row: number(node.neighbour.pair.a + 1) })
                : props.ties}
              {props.isKept ? ` · ${t('graph.legend.kept')}` : ''}
            </p>
            <p>
              {props.isKept || props.keptText === '' || props.text === '' ? (
                <PlainText text={props.text} />
              ) : (
                <DiffText text={props.text} other={props.keptText} />
              )}
            </p>
            {node.neighbour ? (
              <Button {...keyed('merge')} disabled={isReadOnly} onClick={() => props.onMerge(node.neighbour!.cluster)}>
                {t('clusters.mergeWithRow', { row: number(node.row + 1) })}
              </Button>
            ) : null}
          </>
        )}
      </div>
      <div className={styles.splitting}>
        <p role="status">
          {cut === null ? describeWeakest() : describeCut(cut)}
          {place >= 0 && weak.length > 1 ? ` ${t('graph.place', { at: number(place + 1), of: number(weak.length) })}` : ''}
        </p>
        <div className={styles.buttons}>
          {cut === null ? null : (
            <Button {...keyed('split')} disabled={isReadOnly} onClick={props.onSplit}>
              {t('clusters.split')}
            </Button>
          )}
          {weak.length > (place < 0 ? 0 : 1) ? (
            <Button
              look={cut === null ? 'plain' : 'quiet'}
              {...keyed('weakest')}
              disabled={isReadOnly}
              onClick={props.onNextPlace}
            >
              {t(place < 0 ? 'graph.splitHere' : 'graph.nextPlace')}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );

  function describeWeakest(): string {
    if (props.selectedCount > 0) return t('graph.allChosen');
    const first = weak[0];
    if (!first) return '';
    const best = first.pairs[0];
    const figures = { part: number(first.part.length), rows: number(props.rowCount) };
    if (!best) return t('graph.loose', figures);
    return t('graph.weakest', { ...figures, count: first.pairs.length, score: score(best.score) });
  }

  function describeCut({ pairs }: Cut): string {
    const figures = { stay: number(props.rowCount - props.selectedCount), part: number(props.selectedCount) };
    const best = pairs[0];
    return best
      ? t('graph.preview', { ...figures, count: pairs.length, score: score(best.score) })
      : t('graph.previewLoose', figures);
  }
}

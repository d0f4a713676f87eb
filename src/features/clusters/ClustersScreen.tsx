import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { openClusterDifferences } from '../../core/clusters/merge-edits';
import { rowsOf } from '../../core/clusters/partition';
import type { Dataset } from '../../core/model/types';
import { rowText } from '../../core/table/row-text';
import { normaliseText } from '../../core/text/normalise';
import type { ClusterReview } from '../../session/contract';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { HelpMark } from '../../ui/HelpMark';
import { useKeymap, useKeySettings } from '../../ui/key-settings';
import styles from '../../ui/QueueScreen.module.css';
import { useRemembered } from '../../ui/remembered';
import { usePageKeys } from '../../ui/use-page-keys';
import { ClusterActionBar } from './ClusterActionBar';
import { ClusterDetail } from './ClusterDetail';
import { ClusterDifferences } from './ClusterDifferences';
import { ClusterFilters } from './ClusterFilters';
import { ClusterList } from './ClusterList';
import own from './ClustersScreen.module.css';
import { clusterAfter, DEFAULT_CLUSTER_VIEW, listClusters } from './cluster-queue';
import { CLUSTER_COMMANDS, clusterCommandFor } from './commands';
import { DetailView } from './DetailView';
import { EditHistoryDialog } from './EditHistoryDialog';
import { ClusterGraph, type ClusterGraphHandle } from './graph/ClusterGraph';
import { MergeDialog } from './MergeDialog';
import { MissedRows } from './MissedRows';
import { RuleBar } from './RuleBar';
import { useClusterActions } from './use-cluster-actions';

interface ClustersScreenProps {
  readonly review: ClusterReview;
  readonly dataset: Dataset;
  readonly isReadOnly: boolean;
  readonly progress: ReactNode;
  readonly onHelp: () => void;
  readonly reviewerName: ReactNode;
}

/** The clusters on one side, the members of the current one on the other. */
export function ClustersScreen({ review, dataset, isReadOnly, progress, onHelp, reviewerName }: ClustersScreenProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const grid = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(DEFAULT_CLUSTER_VIEW);
  // A row stands for its cluster: cluster numbers change with every edit and threshold.
  const [at, setAt] = useState<number | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [isMerging, setIsMerging] = useState(false);
  const [isHistoryOpen, setIsHistoryOpen] = useState(false);
  const [shownAs, setShownAs] = useRemembered('cluster-view', 'list');
  const isGraph = shownAs === 'graph';
  const graph = useRef<ClusterGraphHandle>(null);
  // The row of another cluster that the graph points at: what merging would take.
  const [target, setTarget] = useState<number | null>(null);
  const { summary, settled, members, book } = review;
  useEffect(() => {
    // After a reload nothing has focus, and a screen reader would begin at the top.
    if (document.activeElement === document.body) grid.current?.focus({ preventScroll: true });
  }, []);

  const textOf = useMemo(() => rowText(dataset, review.on), [dataset, review.on]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version counts.
  const differences = useMemo(() => openClusterDifferences(book.entries), [book, review.version]);
  const differing = useMemo(
    () => new Set(differences.flatMap(({ rows }) => rows.map((row) => settled.clusterOf[row]!))),
    [differences, settled],
  );
  const list = useMemo(
    () => listClusters(summary, view, searcher(review, view.search, textOf), differing),
    [summary, view, review, textOf, differing],
  );
  const cluster = at === null ? (list[0] ?? 0) : settled.clusterOf[at]!;
  const rows = useMemo(() => rowsOf(members, cluster), [members, cluster]);
  const selected = useMemo(
    () => new Set([...picked].filter((row) => settled.clusterOf[row] === cluster)),
    [picked, settled, cluster],
  );

  const goTo = (next: number): void => {
    setAt(summary.firstRow[next]!);
    setPicked(new Set());
  };
  const step = (by: 1 | -1): void => {
    const position = list.indexOf(cluster);
    const next = list[Math.min(list.length - 1, Math.max(0, position + by))];
    if (next !== undefined) goTo(next);
  };
  const toggle = (row: number): void => {
    const next = new Set(selected);
    if (!next.delete(row)) next.add(row);
    setPicked(next);
  };
  const actions = useClusterActions({
    review,
    rows,
    selected,
    isReadOnly,
    onDone(row, hasSettled) {
      setPicked(new Set());
      setAt(hasSettled ? summary.firstRow[clusterAfter(list, cluster)]! : row);
    },
  });
  const merge = (): void => {
    if (isGraph && target !== null) actions.merge(settled.clusterOf[target]!);
    else setIsMerging(!isReadOnly);
  };
  const keymap = useKeymap(CLUSTER_COMMANDS);
  const { singleKeys } = useKeySettings();
  const hasRows = dataset.rowCount > 0;
  usePageKeys(
    (event) => {
      const command = clusterCommandFor(event, singleKeys, keymap);
      return !isGraph && (command === 'select' || command === 'weakest') ? null : command;
    },
    (command) => {
      if (typeof command === 'object') {
        const row = rows[command.toggle];
        if (row !== undefined && !isReadOnly) toggle(row);
        return;
      }
      const acts: Record<typeof command, () => void> = {
        next: () => step(1),
        previous: () => step(-1),
        confirm: actions.confirm,
        split: actions.split,
        leaveOut: actions.leaveOut,
        merge,
        view: () => setShownAs(isGraph ? 'list' : 'graph'),
        select: () => graph.current?.choose(),
        weakest: () => graph.current?.nextWeakPlace(),
        undo: actions.undo,
        redo: actions.redo,
        help: onHelp,
      };
      acts[command]();
    },
  );
  const isSettled = Array.from(rows).some((row) => book.placementOf(row) !== null);

  return (
    <div className={styles.screen}>
      <h1 className={styles.title}>{t('clusters.title')}</h1>
      <div className={styles.notes}>
        {progress}
        {review.isStale ? (
          <p className={styles.note}>
            {t('clusters.stale')} <Link href="/set-up">{t('review.toSetUp')}</Link>
          </p>
        ) : null}
        {isReadOnly ? <p className={styles.note}>{t('review.readOnly')}</p> : null}
        {differences.length > 0 ? (
          <p className={styles.note}>
            {t('clusters.differences.open', { count: differences.length, formatted: number(differences.length) })}{' '}
            {view.shown === 'differs' ? null : (
              <Button
                look="quiet"
                onClick={() => {
                  setView({ ...DEFAULT_CLUSTER_VIEW, shown: 'differs' });
                  setPicked(new Set());
                  setAt(differences[0]!.rows[0]!);
                }}
              >
                {t('clusters.differences.show')}
              </Button>
            )}
          </p>
        ) : null}
      </div>
      <div className={styles.side}>
        <RuleBar review={review} isReadOnly={isReadOnly} />
        <ClusterFilters view={view} onChange={setView} />
        <div className={styles.shown}>
          <span>{t('clusters.shown', { count: list.length, formatted: number(list.length) })}</span>
          <HelpMark topic="golden" />
          <Button look="quiet" disabled={book.entries.length === 0} onClick={() => setIsHistoryOpen(true)}>
            {t('review.history.open')}
          </Button>
        </div>
        <ClusterList ref={grid} list={list} summary={summary} cluster={cluster} textOf={textOf} onSelect={goTo} />
      </div>
      <div className={styles.main}>
        {hasRows ? (
          <div className={own.panel}>
            <div className={own.heading}>
              <h2>{t('clusters.heading', { count: rows.length, row: number(rows[0]! + 1) })}</h2>
              <DetailView isGraph={isGraph} onChange={setShownAs} />
            </div>
            <ClusterDifferences
              review={review}
              differences={differences.filter((one) => one.rows.some((row) => settled.clusterOf[row] === cluster))}
              isReadOnly={isReadOnly}
              onKeep={(row) => actions.settle(row, null)}
              onTake={actions.settle}
            />
            <MissedRows review={review} rows={rows} textOf={textOf} isReadOnly={isReadOnly} onAdd={actions.putBack} />
            {isGraph ? (
              <ClusterGraph
                ref={graph}
                dataset={dataset}
                review={review}
                rows={rows}
                selected={selected}
                isReadOnly={isReadOnly}
                textOf={textOf}
                onSelect={setPicked}
                onTarget={setTarget}
                onSplit={actions.split}
                onMerge={actions.merge}
              />
            ) : (
              <ClusterDetail
                key={rows[0]}
                dataset={dataset}
                review={review}
                rows={rows}
                selected={selected}
                isReadOnly={isReadOnly}
                onToggle={toggle}
              />
            )}
          </div>
        ) : null}
        <ClusterActionBar
          actions={actions}
          isReadOnly={isReadOnly}
          isPart={selected.size > 0 && selected.size < rows.length}
          isSettled={isSettled}
          canUndo={book.undoable() !== null}
          canRedo={book.redoable() !== null}
          mergesWith={isGraph ? target : null}
          onMerge={merge}
          onStep={step}
          onPressed={() => grid.current?.focus({ preventScroll: true })}
        />
      </div>
      {isHistoryOpen ? (
        <EditHistoryDialog
          review={review}
          rows={rows}
          isReadOnly={isReadOnly}
          name={reviewerName}
          said={actions.said}
          onRevert={actions.revert}
          onGoTo={(row) => {
            setIsHistoryOpen(false);
            setPicked(new Set());
            setAt(row);
          }}
          onClose={() => setIsHistoryOpen(false)}
        />
      ) : null}
      {isMerging ? (
        <MergeDialog
          review={review}
          cluster={cluster}
          textOf={textOf}
          onClose={() => setIsMerging(false)}
          onMerge={(other) => {
            setIsMerging(false);
            actions.merge(other);
          }}
        />
      ) : null}
    </div>
  );
}

/** Whether any member of a cluster holds the words; null where nothing is looked for. */
function searcher(review: ClusterReview, search: string, textOf: (row: number) => string): ((cluster: number) => boolean) | null {
  const wanted = normaliseText(search);
  if (wanted === '') return null;
  return (cluster) => rowsOf(review.members, cluster).some((row) => normaliseText(textOf(row)).includes(wanted));
}

// biome-ignore-all lint/a11y/useSemanticElements: lines are placed by the virtual list, which table elements do not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid, so that no line takes it along when it leaves.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CLUSTER_STATUSES, type ClusterStatus, type ClusterSummary } from '../../core/clusters/cluster-summary';
import { useFormats } from '../../ui/format';
import { useRem } from '../../ui/rem';
import styles from './ClusterList.module.css';

const ROW_REM = 3.75;
const HEADER_REM = 2.15;
const COLUMNS = ['record', 'size', 'lowest', 'status'] as const;
const SIGNS: Readonly<Record<ClusterStatus, string>> = { pending: '○', confirmed: '✓', edited: '✎' };

interface ClusterListProps {
  readonly list: Uint32Array;
  readonly summary: ClusterSummary;
  readonly cluster: number;
  readonly textOf: (row: number) => string;
  readonly onSelect: (cluster: number) => void;
  readonly ref: RefObject<HTMLDivElement | null>;
}

/** The clusters that pass the filters. One stop for the tab key: the selected line is the active descendant. */
export function ClusterList({ list, summary, cluster, textOf, onSelect, ref }: ClusterListProps) {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const rem = useRem();
  const rowHeight = Math.round(ROW_REM * rem);
  const headerHeight = Math.round(HEADER_REM * rem);
  const virtualizer = useVirtualizer({
    count: list.length,
    getScrollElement: () => ref.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
  });
  const position = useMemo(() => list.indexOf(cluster), [list, cluster]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines are measured anew when they get another height.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useEffect(() => {
    if (position >= 0) virtualizer.scrollToIndex(position, { align: 'auto' });
  }, [position, virtualizer]);
  const items = virtualizer.getVirtualItems();
  const isActiveShown = items.some((item) => list[item.index] === cluster);

  return (
    <div
      ref={ref}
      role="grid"
      aria-label={t('clusters.list')}
      aria-rowcount={list.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={isActiveShown ? `cluster-${summary.firstRow[cluster]}` : undefined}
      tabIndex={0}
      className={styles.grid}
    >
      <div role="rowgroup" className={styles.top} style={{ height: headerHeight }}>
        <div role="row" aria-rowindex={1} className={styles.header}>
          {COLUMNS.map((name) => (
            <div key={name} role="columnheader">
              {t(`clusters.columns.${name}`)}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        {list.length === 0 ? (
          <div role="row">
            <div role="gridcell" className={styles.nothing}>
              {t('clusters.noneShown')}
            </div>
          </div>
        ) : null}
        <div role="presentation" className={styles.track} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const shown = list[item.index]!;
            const row = summary.firstRow[shown]!;
            const lowest = summary.lowest[shown]!;
            const status = CLUSTER_STATUSES[summary.status[shown]!]!;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and letters select, on the grid as a whole.
              <div
                key={row}
                id={`cluster-${row}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={shown === cluster}
                className={styles.line}
                style={{ height: item.size, transform: `translateY(${item.start - headerHeight}px)` }}
                onClick={() => onSelect(shown)}
              >
                <div role="gridcell" className={styles.cell}>
                  <span className={styles.text} dir="auto">
                    {textOf(row) || t('common.empty')}
                  </span>
                  <span className={styles.muted}>{t('clusters.firstRow', { row: number(row + 1) })}</span>
                </div>
                <div role="gridcell" className={styles.figure}>
                  {number(summary.size[shown]!)}
                </div>
                <div role="gridcell" className={styles.figure}>
                  {Number.isNaN(lowest) ? '–' : score(lowest)}
                </div>
                <div role="gridcell" className={styles.cell}>
                  <span className={styles[status]}>
                    <span aria-hidden="true">{SIGNS[status]}</span> {t(`clusters.statuses.${status}`)}
                  </span>
                  {summary.conflicts[shown]! > 0 ? (
                    <span className={styles.conflict}>{t('clusters.conflictMark', { count: summary.conflicts[shown]! })}</span>
                  ) : null}
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

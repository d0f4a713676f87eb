// biome-ignore-all lint/a11y/useSemanticElements: lines are placed by the virtual list, which table elements do not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid, so that no line takes it along when it leaves.
import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordStatus } from '../../../core/decisions/log';
import type { RecordRemark } from '../../../core/decisions/remarks';
import { useFormats } from '../../../ui/format';
import { useRem } from '../../../ui/rem';
import { ScoreText } from '../panel/ScoreText';
import styles from './QueueGrid.module.css';
import { RemarkMarks } from './RemarkMarks';
import { StatusMark } from './StatusMark';

const ROW_REM = 3.2;
const HEADER_REM = 1.9;
const features = tableFeatures({});

/** One line of the queue; made for the lines on screen only. */
export interface QueueLine {
  readonly left: number;
  readonly text: string;
  /** Best candidate; null where there is none, empty where it is not told. */
  readonly candidate: string | null;
  /** Of that candidate; NaN where there is none, or it was found by hand. */
  readonly score: number;
  /** NaN where there is no competitor. */
  readonly gap: number;
  readonly status: RecordStatus;
  readonly remark: RecordRemark;
}

interface QueueGridProps {
  readonly order: Uint32Array;
  readonly row: number;
  readonly lineOf: (left: number) => QueueLine;
  /** Left rows that a decision would speak of beside the one on screen. */
  readonly chosen: ReadonlySet<number>;
  /** `isRange`: from the record on screen up to this one. */
  readonly onSelect: (left: number, isRange: boolean) => void;
  readonly ref: RefObject<HTMLDivElement | null>;
}

/** The records that pass the filters. One stop for the tab key: the selected line is the active descendant. */
export function QueueGrid({ order, row, lineOf, chosen, onSelect, ref }: QueueGridProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const rem = useRem();
  const rowHeight = Math.round(ROW_REM * rem);
  const headerHeight = Math.round(HEADER_REM * rem);
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => ref.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
  });
  const position = useMemo(() => order.indexOf(row), [order, row]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines are measured anew when they get another height.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useEffect(() => {
    if (position >= 0) virtualizer.scrollToIndex(position, { align: 'auto' });
  }, [position, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const lines = items.map((item) => lineOf(order[item.index]!));
  const columns = useMemo<ColumnDef<typeof features, QueueLine>[]>(
    () => [
      { id: 'row', header: () => t('review.columns.row'), cell: ({ row: { original } }) => number(original.left + 1) },
      { id: 'record', header: () => t('review.columns.record'), cell: ({ row: { original } }) => <RecordCell line={original} /> },
      { id: 'score', header: () => t('review.columns.score'), cell: ({ row: { original } }) => <ScoreCell line={original} /> },
      {
        id: 'status',
        header: () => t('review.columns.status'),
        cell: ({ row: { original } }) => <StatusCell line={original} />,
      },
    ],
    [t, number],
  );
  const table = useTable({ features, columns, data: lines, getRowId: (line) => String(line.left) });
  const rows = table.getRowModel().rows;
  const isActiveShown = lines.some((line) => line.left === row);

  return (
    <div
      ref={ref}
      role="grid"
      aria-label={t('review.queue')}
      aria-rowcount={order.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={isActiveShown ? `record-${row}` : undefined}
      tabIndex={0}
      className={styles.grid}
    >
      <div role="rowgroup" className={styles.top} style={{ height: headerHeight }}>
        {table.getHeaderGroups().map((group) => (
          <div key={group.id} role="row" aria-rowindex={1} className={styles.header}>
            {group.headers.map((header) => (
              <div key={header.id} role="columnheader">
                <table.FlexRender header={header} />
              </div>
            ))}
          </div>
        ))}
      </div>
      <div role="rowgroup">
        {order.length === 0 ? (
          <div role="row">
            <div role="gridcell" className={styles.nothing}>
              {t('review.noneShown')}
            </div>
          </div>
        ) : null}
        <div role="presentation" className={styles.track} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item, i) => {
            const line = lines[i]!;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and letters select, on the grid as a whole.
              <div
                key={line.left}
                id={`record-${line.left}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={line.left === row || chosen.has(line.left)}
                data-current={line.left === row || undefined}
                className={styles.line}
                style={{ height: item.size, transform: `translateY(${item.start - headerHeight}px)` }}
                onMouseDown={(event) => {
                  // Shift+click would mark text.
                  if (event.shiftKey) event.preventDefault();
                }}
                onClick={(event) => onSelect(line.left, event.shiftKey)}
              >
                {rows[i]?.getAllCells().map((cell) => (
                  <div key={cell.id} role="gridcell" className={styles.cell}>
                    <table.FlexRender cell={cell} />
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function StatusCell({ line: { status, remark } }: { readonly line: QueueLine }) {
  return (
    <>
      <StatusMark status={status} />
      <RemarkMarks remark={remark} />
    </>
  );
}

function RecordCell({ line }: { readonly line: QueueLine }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={styles.text} dir="auto">
        {line.text || t('common.empty')}
      </span>
      <span className={styles.candidate} dir="auto">
        {line.candidate ?? t('review.noCandidate')}
      </span>
    </>
  );
}

function ScoreCell({ line }: { readonly line: QueueLine }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (Number.isNaN(line.score)) return <span className={styles.muted}>–</span>;
  const gap = Number.isNaN(line.gap) ? t('review.gapOnly') : t('review.gap', { gap: formats.score(line.gap) });
  return (
    <>
      <ScoreText score={line.score} />
      <span className={styles.gap} title={t('review.gapTip')}>
        {gap}
      </span>
    </>
  );
}

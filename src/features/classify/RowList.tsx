// biome-ignore-all lint/a11y/useSemanticElements: lines are placed by the virtual list, which table elements do not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid scrolls as a whole.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset } from '../../core/model/types';
import { cellReader, columnIndex } from '../../core/table/cells';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { percent } from '../../ui/percent';
import { useRem } from '../../ui/rem';
import styles from './ClassifyPage.module.css';
import { filterRows, type RowFilter, readRow, type Sorting } from './sorted-rows';

const ROW_REM = 3;
const HEADER_REM = 2.15;
const COLUMNS = ['row', 'text', 'label', 'probability', 'source'] as const;
const SIGNS = { person: '✓', table: '▦', model: '○', abstained: '?', empty: '–' } as const;

/** Rows that pass the filter, each with its category. */
export function RowList(props: {
  readonly sorting: Sorting;
  readonly table: Dataset;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}) {
  const { sorting, table, filter, onFilter } = props;
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const rem = useRem();
  const scroller = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement>(null);
  const [isLeastSureFirst, setIsLeastSureFirst] = useState(false);
  const { sorted } = sorting;
  const list = useMemo(() => filterRows(sorting, filter, isLeastSureFirst), [sorting, filter, isLeastSureFirst]);
  const readers = useMemo(() => sorted.on.map((name) => cellReader(table, columnIndex(table, name))), [sorted.on, table]);
  const rowHeight = Math.round(ROW_REM * rem);
  const headerHeight = Math.round(HEADER_REM * rem);
  const virtualizer = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: headerHeight,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines are measured anew when they get another height.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const shown = useRef(filter);
  useEffect(() => {
    if (shown.current === filter) return;
    shown.current = filter;
    scroller.current?.scrollTo(0, 0);
    if (filter.kind !== 'all') section.current?.scrollIntoView({ block: 'nearest' });
  }, [filter]);
  const title =
    filter.kind === 'class'
      ? t('classifying.rowsOfClass', { label: filter.label })
      : filter.kind === 'cell'
        ? t('classifying.rowsOfCell', { given: sorted.labels[filter.given], predicted: sorted.labels[filter.predicted] })
        : t(`classifying.rowsOf.${filter.kind}`);
  return (
    <section ref={section} className={styles.section} aria-labelledby="classify-rows">
      <h2 id="classify-rows" dir="auto">
        {title}
      </h2>
      <div className={styles.actions}>
        <span role="status">{t('classifying.rowCount', { count: list.length, formatted: number(list.length) })}</span>
        <label className={styles.check}>
          <input type="checkbox" checked={isLeastSureFirst} onChange={(event) => setIsLeastSureFirst(event.target.checked)} />
          {t('classifying.leastSureFirst')}
        </label>
        {filter.kind === 'all' ? null : (
          <Button look="quiet" onClick={() => onFilter({ kind: 'all' })}>
            {t('classifying.showAll')}
          </Button>
        )}
      </div>
      <div
        ref={scroller}
        role="grid"
        aria-labelledby="classify-rows"
        aria-rowcount={list.length + 1}
        aria-colcount={COLUMNS.length}
        tabIndex={0}
        data-own-arrows=""
        className={styles.grid}
        style={{ height: `min(24rem, ${headerHeight + 2 + Math.max(1, list.length) * rowHeight}px)` }}
      >
        <div role="rowgroup" className={styles.top} style={{ height: headerHeight }}>
          <div role="row" aria-rowindex={1} className={styles.header}>
            {COLUMNS.map((name) => (
              <div key={name} role="columnheader">
                {t(`classifying.rowColumns.${name}`)}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup">
          <div role="presentation" className={styles.track} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const row = list[item.index]!;
              const { label, source, suggestion, probability } = readRow(sorting, row);
              const differs = label !== null && suggestion !== null && label !== suggestion;
              return (
                <div
                  key={row}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className={styles.line}
                  style={{ height: item.size, transform: `translateY(${item.start - headerHeight}px)` }}
                >
                  <div role="gridcell" className={styles.figure}>
                    {number(row + 1)}
                  </div>
                  <div role="gridcell" className={styles.cut} dir="auto">
                    {readers.map((read) => read(row)).join(' · ')}
                  </div>
                  <div role="gridcell" className={styles.cut} dir="auto">
                    {label ?? '–'}
                    {differs || label === null ? (
                      <span className={differs ? styles.differs : styles.muted}>
                        {' '}
                        {suggestion === null ? '' : t('classifying.modelSays', { label: suggestion })}
                      </span>
                    ) : null}
                  </div>
                  <div role="gridcell" className={styles.figure}>
                    {probability === null ? '–' : percent(probability, i18n.language)}
                  </div>
                  <div role="gridcell" className={styles.cut}>
                    <span aria-hidden="true">{SIGNS[source]}</span> {t(`classifying.sources.${source}`)}
                  </div>
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </section>
  );
}

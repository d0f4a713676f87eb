import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset, FileRow } from '../../core/model/types';
import { rowAt } from '../../core/table/cells';
import { originOf } from '../../core/table/file-rows';
import { useFormats } from '../../ui/format';
import styles from './Preview.module.css';

const SHOWN = 100;
const SHOWN_COLUMNS = 60;
/** Rows at the end that are shown too, where totals and notes stand. */
const SHOWN_LAST = 6;
const LONGEST_SHOWN = 300;

interface PreviewProps {
  readonly dataset: Dataset;
  readonly isFixed: boolean;
  /** 0-based row of the file. */
  readonly onHeader: (fileRow: number) => void;
}

/** The start and the end of a table with the row numbers of the file. A click on a number makes that row the headers. */
export function Preview({ dataset, isFixed, onHeader }: PreviewProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { source, rowCount } = dataset;
  const { above = [], below = [], headerRow } = source;
  const width = Math.min(SHOWN_COLUMNS, dataset.columns.length);
  const columns = dataset.columns.slice(0, width);
  const first = Math.min(SHOWN, rowCount);
  const isWhole = rowCount <= SHOWN + SHOWN_LAST;
  const records = useMemo(() => {
    const shown = isWhole ? rowCount : first;
    const at = [...range(0, shown), ...range(Math.max(shown, rowCount - SHOWN_LAST), rowCount)];
    return at.map((row) => ({
      row,
      fileRow: originOf(dataset, row).fileRow,
      cells: rowAt(dataset, row).slice(0, SHOWN_COLUMNS),
    }));
  }, [dataset, rowCount, first, isWhole]);
  const pickable = source.rowRuns !== undefined && !source.parts;
  const numbers = [
    ...above.map(({ fileRow }) => fileRow + 1),
    ...(headerRow === null ? [] : [headerRow + 1]),
    ...records.slice(0, first).flatMap(({ fileRow }) => (fileRow === null ? [] : [fileRow])),
  ];
  const pick = usePick(numbers, headerRow === null ? null : headerRow + 1, dataset);
  const numberCell = (shown: number, isHeader = false) =>
    pickable && numbers.includes(shown) ? (
      <button
        type="button"
        className={styles.pick}
        aria-pressed={isHeader}
        aria-label={t(isHeader ? 'files.headersAre' : 'files.takeAsHeaders', { row: number(shown) })}
        title={t(isHeader ? 'files.headersAre' : 'files.takeAsHeaders', { row: number(shown) })}
        disabled={isFixed}
        {...pick(shown, () => (isHeader ? undefined : onHeader(shown - 1)))}
      >
        {number(shown)}
      </button>
    ) : (
      number(shown)
    );
  const leftOut = ({ fileRow, cells }: FileRow, kind: 'above' | 'below') => (
    <tr key={fileRow} className={styles.leftOut}>
      <th scope="row" className={styles.number}>
        {kind === 'above' ? numberCell(fileRow + 1) : number(fileRow + 1)}
      </th>
      {range(0, Math.max(width, 1)).map((column) => (
        <td key={column} dir="auto">
          {cells[column] ?? ''}
        </td>
      ))}
    </tr>
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('files.previewLabel', { file: source.fileName })}>
        <table className={styles.table}>
          <thead>
            {above.map((row) => leftOut(row, 'above'))}
            <tr className={styles.headers}>
              <th scope="col" className={styles.number}>
                {headerRow === null || !pickable ? t('files.rowNumber') : numberCell(headerRow + 1, true)}
              </th>
              {columns.map(({ name }) => (
                <th key={name} scope="col" dir="auto">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {records.map(({ row, fileRow, cells }, at) => (
              <tr key={row} className={at === first && !isWhole ? styles.afterGap : undefined}>
                <th scope="row" className={styles.number}>
                  {at < first && fileRow !== null ? numberCell(fileRow) : number(fileRow ?? row + 1)}
                </th>
                {cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table keep their places.
                  <td key={column} dir="auto" title={cut(cell)}>
                    {cut(cell)}
                  </td>
                ))}
              </tr>
            ))}
            {below.map((row) => leftOut(row, 'below'))}
          </tbody>
        </table>
      </section>
      <p className={styles.more}>
        {pickable && !isFixed ? <span>{t('files.pickHint')}</span> : null}
        {isWhole ? null : (
          <span>{t('files.previewEnds', { shown: number(first), last: number(SHOWN_LAST), total: number(rowCount) })}</span>
        )}
        {width < dataset.columns.length ? (
          <span>{t('files.previewColumns', { shown: number(width), total: number(dataset.columns.length) })}</span>
        ) : null}
      </p>
    </>
  );
}

/** One stop of the tab key for all numbers; arrows, Home and End go from one to the next. */
function usePick(numbers: readonly number[], current: number | null, dataset: Dataset) {
  const [focused, setFocused] = useState<number | null>(null);
  const buttons = useRef(new Map<number, HTMLButtonElement>());
  const picked = useRef<number | null>(null);
  // A row that becomes the headers is drawn anew elsewhere: the focus goes with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table is what changes when a row was picked.
  useEffect(() => {
    if (picked.current !== null && document.activeElement === document.body) buttons.current.get(picked.current)?.focus();
    picked.current = null;
  }, [dataset]);
  const stop = focused !== null && numbers.includes(focused) ? focused : (current ?? numbers[0]);
  const onKeyDown = (event: KeyboardEvent, shown: number): void => {
    const at = numbers.indexOf(shown);
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: numbers.length - 1 };
    const next = numbers[steps[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next);
    buttons.current.get(next)?.focus();
  };
  return (shown: number, onPick: () => void) => ({
    onClick: () => {
      picked.current = shown;
      onPick();
    },
    tabIndex: shown === stop ? 0 : -1,
    ref: (button: HTMLButtonElement | null) => {
      if (button) buttons.current.set(shown, button);
      else buttons.current.delete(shown);
    },
    onFocus: () => setFocused(shown),
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, shown),
  });
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
const cut = (cell: string): string => (cell.length > LONGEST_SHOWN ? `${cell.slice(0, LONGEST_SHOWN)}…` : cell);

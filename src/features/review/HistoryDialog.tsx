import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterHistory, type HistoryFilter, historyLines } from '../../core/decisions/history';
import type { ReviewState } from '../../session/contract';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field, Input, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './HistoryDialog.module.css';
import { HistoryEntry } from './HistoryEntry';

const SHOWS = ['all', 'in-force', 'taken-back', 'merged'] as const;
/** Before a line is measured. */
const LINE_HEIGHT = 72;

interface HistoryDialogProps {
  readonly review: ReviewState;
  /** The record on screen. */
  readonly row: number;
  readonly isReadOnly: boolean;
  /** Where the person gives their name. */
  readonly name: ReactNode;
  /** What was last done; `count` tells what was done since the dialog opened. */
  readonly said: { readonly text: string; readonly count: number };
  readonly onRevert: (seq: number) => void;
  readonly onGoTo: (left: number) => void;
  readonly onClose: () => void;
}

/** Every decision with who, when and what became of it; an old one can be taken back without the later ones. */
export function HistoryDialog({ review, row, isReadOnly, name, said, onRevert, onGoTo, onClose }: HistoryDialogProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [filter, setFilter] = useState<HistoryFilter>({ left: null, by: '', show: 'all' });
  const [opened] = useState({ row, count: said.count });
  const wanted = useDeferredValue(filter);
  const { book, version } = review;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  const all = useMemo(() => historyLines(book.entries), [book, version]);
  const lines = useMemo(() => filterHistory(all, wanted), [all, wanted]);
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => list.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 6,
  });
  const change = (part: Partial<HistoryFilter>) => setFilter((before) => ({ ...before, ...part }));

  return (
    <Dialog title={t('review.history.title')} closeLabel={t('common.close')} onClose={onClose}>
      <div className={styles.body}>
        <p className={styles.muted}>{t('review.history.lead')}</p>
        <search className={styles.filters} aria-label={t('review.filters')}>
          <Field label={t('review.history.show')}>
            <Select
              value={filter.show}
              choices={SHOWS.map((value) => ({ value, label: t(`review.history.shows.${value}`) }))}
              onChoose={(value) => change({ show: SHOWS.find((show) => show === value) ?? 'all' })}
            />
          </Field>
          <Field label={t('review.history.by')}>
            <Input type="search" value={filter.by} onChange={(event) => change({ by: event.target.value })} />
          </Field>
          <label className={styles.only}>
            <input
              type="checkbox"
              checked={filter.left !== null}
              onChange={(event) => change({ left: event.target.checked ? opened.row : null })}
            />
            {t('review.history.onlyRow', { row: number(opened.row + 1) })}
          </label>
        </search>
        <p role="status" className={styles.muted}>
          {lines.length === 0
            ? t('review.history.none')
            : t('review.history.shown', { count: lines.length, formatted: number(lines.length) })}{' '}
          {said.count > opened.count ? said.text : null}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
        <section ref={list} className={styles.list} tabIndex={0} data-own-arrows aria-label={t('review.history.list')}>
          {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of lists without bullets. */}
          <ul role="list" className={styles.track} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const line = lines[item.index]!;
              return (
                <li
                  key={`${line.mergedIn}.${line.entry.seq}`}
                  className={styles.line}
                  aria-setsize={lines.length}
                  aria-posinset={item.index + 1}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <HistoryEntry line={line} isReadOnly={isReadOnly} onRevert={onRevert} onGoTo={onGoTo} />
                </li>
              );
            })}
          </ul>
        </section>
        {name}
      </div>
    </Dialog>
  );
}

/** Opens the history. */
export function HistoryButton({ onOpen, disabled }: { readonly onOpen: () => void; readonly disabled: boolean }) {
  const { t } = useTranslation();
  return (
    <Button look="quiet" disabled={disabled} onClick={onOpen}>
      {t('review.history.open')}
    </Button>
  );
}

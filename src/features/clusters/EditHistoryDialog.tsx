import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editLines, filterEdits } from '../../core/clusters/edit-history';
import type { ClusterReview } from '../../session/contract';
import { Dialog } from '../../ui/Dialog';
import { Field, Input, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './EditHistory.module.css';
import { EditHistoryLine } from './EditHistoryLine';

const SHOWS = ['all', 'in-force', 'taken-back', 'merged'] as const;
/** Before a line is measured. */
const LINE_HEIGHT = 72;

interface EditHistoryDialogProps {
  readonly review: ClusterReview;
  /** Rows of the cluster on screen. */
  readonly rows: Uint32Array;
  readonly isReadOnly: boolean;
  /** Where the person gives their name. */
  readonly name: ReactNode;
  /** What was last done; `count` tells what was done since the dialog opened. */
  readonly said: { readonly text: string; readonly count: number };
  readonly onRevert: (seq: number) => void;
  readonly onGoTo: (row: number) => void;
  readonly onClose: () => void;
}

/** Every edit of clusters with who, when and what became of it; an old one can be taken back without the later ones. */
export function EditHistoryDialog({ review, rows, isReadOnly, name, said, onRevert, onGoTo, onClose }: EditHistoryDialogProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [opened] = useState(() => ({ rows: new Set(rows), first: rows[0]!, count: said.count }));
  const [show, setShow] = useState<(typeof SHOWS)[number]>('all');
  const [by, setBy] = useState('');
  const [isOnlyHere, setIsOnlyHere] = useState(false);
  const wanted = useDeferredValue(by);
  const { book, version } = review;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  const all = useMemo(() => editLines(book.entries), [book, version]);
  const lines = useMemo(
    () => filterEdits(all, { rows: isOnlyHere ? opened.rows : null, by: wanted, show }),
    [all, isOnlyHere, opened, wanted, show],
  );
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => list.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 6,
  });

  return (
    <Dialog title={t('clusters.history.title')} closeLabel={t('common.close')} onClose={onClose}>
      <div className={styles.body}>
        <p className={styles.muted}>{t('clusters.history.lead')}</p>
        <search className={styles.filters} aria-label={t('review.filters')}>
          <Field label={t('review.history.show')}>
            <Select
              value={show}
              choices={SHOWS.map((value) => ({ value, label: t(`clusters.history.shows.${value}`) }))}
              onChoose={(value) => setShow(SHOWS.find((known) => known === value) ?? 'all')}
            />
          </Field>
          <Field label={t('review.history.by')}>
            <Input type="search" value={by} onChange={(event) => setBy(event.target.value)} />
          </Field>
          <label className={styles.only}>
            <input type="checkbox" checked={isOnlyHere} onChange={(event) => setIsOnlyHere(event.target.checked)} />
            {t('clusters.history.onlyCluster', { row: number(opened.first + 1) })}
          </label>
        </search>
        <p role="status" className={styles.muted}>
          {lines.length === 0
            ? t('review.history.none')
            : t('review.history.shown', { count: lines.length, formatted: number(lines.length) })}{' '}
          {said.count > opened.count ? said.text : null}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
        <section ref={list} className={styles.list} tabIndex={0} data-own-arrows aria-label={t('clusters.history.list')}>
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
                  <EditHistoryLine line={line} isReadOnly={isReadOnly} onRevert={onRevert} onGoTo={onGoTo} />
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

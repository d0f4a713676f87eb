import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog';
import { type Choice, Field, Input, Select } from './Field';
import { useFormats } from './format';
import styles from './HistoryDialog.module.css';

interface HistoryDialogProps<T> {
  readonly title: string;
  readonly lead: string;
  readonly listName: string;
  /** Which lines are shown by what became of them. */
  readonly show: { readonly value: string; readonly choices: readonly Choice[]; readonly onChoose: (value: string) => void };
  /** Part of the name of who did it. */
  readonly by: { readonly value: string; readonly onChange: (value: string) => void };
  readonly only: { readonly label: string; readonly isChecked: boolean; readonly onChange: (isChecked: boolean) => void };
  readonly lines: readonly T[];
  readonly keyOf: (line: T) => string;
  readonly renderLine: (line: T) => ReactNode;
  /** What was done since the dialog opened; null for nothing. */
  readonly said: string | null;
  /** Where the person gives their name. */
  readonly name: ReactNode;
  readonly onClose: () => void;
}

/** Before a line is measured. */
const LINE_HEIGHT = 72;

/** Everything that was done, latest first as given, in a list that holds any number of lines. */
export function HistoryDialog<T>(props: HistoryDialogProps<T>) {
  const { title, lead, listName, show, by, only, lines, keyOf, renderLine, said, name, onClose } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => list.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 6,
  });
  return (
    <Dialog title={title} closeLabel={t('common.close')} onClose={onClose}>
      <div className={styles.body}>
        <p className={styles.muted}>{lead}</p>
        <search className={styles.filters} aria-label={t('review.filters')}>
          <Field label={t('review.history.show')}>
            <Select value={show.value} choices={show.choices} onChoose={show.onChoose} />
          </Field>
          <Field label={t('review.history.by')}>
            <Input type="search" value={by.value} onChange={(event) => by.onChange(event.target.value)} />
          </Field>
          <label className={styles.only}>
            <input type="checkbox" checked={only.isChecked} onChange={(event) => only.onChange(event.target.checked)} />
            {only.label}
          </label>
        </search>
        <p role="status" className={styles.muted}>
          {lines.length === 0
            ? t('review.history.none')
            : t('review.history.shown', { count: lines.length, formatted: number(lines.length) })}{' '}
          {said}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
        <section ref={list} className={styles.list} tabIndex={0} data-own-arrows aria-label={listName}>
          {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of lists without bullets. */}
          <ul role="list" className={styles.track} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const line = lines[item.index]!;
              return (
                <li
                  key={keyOf(line)}
                  className={styles.line}
                  aria-setsize={lines.length}
                  aria-posinset={item.index + 1}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {renderLine(line)}
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

import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterHistory, type HistoryFilter, historyLines } from '../../../core/decisions/history';
import type { ReviewState } from '../../../session/contract';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import { HistoryDialog as Dialog } from '../../../ui/HistoryDialog';
import { HistoryEntry } from './HistoryEntry';

const SHOWS = ['all', 'in-force', 'taken-back', 'merged'] as const;

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
  const change = (part: Partial<HistoryFilter>) => setFilter((before) => ({ ...before, ...part }));
  return (
    <Dialog
      title={t('review.history.title')}
      lead={t('review.history.lead')}
      listName={t('review.history.list')}
      show={{
        value: filter.show,
        choices: SHOWS.map((value) => ({ value, label: t(`review.history.shows.${value}`) })),
        onChoose: (value) => change({ show: SHOWS.find((show) => show === value) ?? 'all' }),
      }}
      by={{ value: filter.by, onChange: (by) => change({ by }) }}
      only={{
        label: t('review.history.onlyRow', { row: number(opened.row + 1) }),
        isChecked: filter.left !== null,
        onChange: (isChecked) => change({ left: isChecked ? opened.row : null }),
      }}
      lines={lines}
      keyOf={(line) => `${line.mergedIn}.${line.entry.seq}`}
      renderLine={(line) => <HistoryEntry line={line} isReadOnly={isReadOnly} onRevert={onRevert} onGoTo={onGoTo} />}
      said={said.count > opened.count ? said.text : null}
      name={name}
      onClose={onClose}
    />
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

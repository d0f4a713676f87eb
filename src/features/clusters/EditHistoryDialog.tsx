import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editLines, filterEdits } from '../../core/clusters/edit-history';
import type { ClusterReview } from '../../session/contract';
import { useFormats } from '../../ui/format';
import { HistoryDialog } from '../../ui/HistoryDialog';
import { EditHistoryLine } from './EditHistoryLine';

const SHOWS = ['all', 'in-force', 'taken-back', 'merged'] as const;

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
  return (
    <HistoryDialog
      title={t('clusters.history.title')}
      lead={t('clusters.history.lead')}
      listName={t('clusters.history.list')}
      show={{
        value: show,
        choices: SHOWS.map((value) => ({ value, label: t(`clusters.history.shows.${value}`) })),
        onChoose: (value) => setShow(SHOWS.find((known) => known === value) ?? 'all'),
      }}
      by={{ value: by, onChange: setBy }}
      only={{
        label: t('clusters.history.onlyCluster', { row: number(opened.first + 1) }),
        isChecked: isOnlyHere,
        onChange: setIsOnlyHere,
      }}
      lines={lines}
      keyOf={(line) => `${line.mergedIn}.${line.entry.seq}`}
      renderLine={(line) => <EditHistoryLine line={line} isReadOnly={isReadOnly} onRevert={onRevert} onGoTo={onGoTo} />}
      said={said.count > opened.count ? said.text : null}
      name={name}
      onClose={onClose}
    />
  );
}

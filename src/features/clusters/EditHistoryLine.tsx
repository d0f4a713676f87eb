import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type EditLine, rowsOfEdit } from '../../core/clusters/edit-history';
import type { ClusterEntry } from '../../core/clusters/edits';
import { type Formats, useFormats } from '../../ui/format';
import { HistoryLine } from '../../ui/HistoryLine';

interface EditHistoryLineProps {
  readonly line: EditLine;
  readonly isReadOnly: boolean;
  readonly onRevert: (seq: number) => void;
  readonly onGoTo: (row: number) => void;
}

/** What was done to clusters, by whom, when, what became of it, and what stands in the way of taking it back. */
export function EditHistoryLine({ line, isReadOnly, onRevert, onGoTo }: EditHistoryLineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { entry, fate, blockedBy, canRevert, mergedIn } = line;
  const row = rowsOfEdit(entry)[0];
  return (
    <HistoryLine
      seq={entry.seq}
      mergedIn={mergedIn}
      what={whatOf(entry, t, formats)}
      by={entry.by ?? null}
      at={entry.at}
      fate={{ kind: fate, text: t(`clusters.history.fates.${fate}`) }}
      obstacle={
        mergedIn === null && blockedBy.length > 0
          ? t(canRevert ? 'clusters.history.blockedInPart' : 'clusters.history.blocked', {
              count: blockedBy.length,
              seqs: blockedBy.slice(0, MOST_NAMED).join(', ') + (blockedBy.length > MOST_NAMED ? ', …' : ''),
            })
          : null
      }
      goTo={row === undefined ? null : { row, onGo: () => onGoTo(row) }}
      takeBack={
        mergedIn === null && canRevert
          ? {
              isDisabled: isReadOnly,
              labelOf: (seq) => t('clusters.history.takeBackNamed', { seq }),
              onTake: () => onRevert(entry.seq),
            }
          : null
      }
    />
  );
}

const MOST_NAMED = 6;

/** An entry in a sentence. */
function whatOf(entry: ClusterEntry, t: TFunction, { number }: Formats): string {
  const rows = rowsOfEdit(entry);
  const choice = entry.golden?.[0];
  const count = entry.kind === 'merge' ? entry.theirs.length : rows.length;
  const column = choice && choice.of !== 'date-column' ? (choice.column ?? t('clusters.history.allColumns')) : '';
  const key = entry.action === 'golden' && choice ? (`golden-${choice.of}` as const) : entry.action;
  const what = t(`clusters.history.what.${key}`, {
    row: number((rows[0] ?? 0) + 1),
    column,
    reviewer: entry.kind === 'merge' ? entry.reviewer : '',
    count,
    formatted: number(count),
  });
  return entry.kind === 'edit' || entry.kind === 'merge'
    ? what
    : t(`review.history.kinds.${entry.kind}`, { what, target: entry.target });
}

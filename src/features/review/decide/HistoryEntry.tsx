import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type HistoryLine, subjectOf } from '../../../core/decisions/history';
import type { LogEntry } from '../../../core/decisions/log';
import { type Formats, useFormats } from '../../../ui/format';
import { HistoryLine as Line } from '../../../ui/HistoryLine';

interface HistoryEntryProps {
  readonly line: HistoryLine;
  readonly isReadOnly: boolean;
  readonly onRevert: (seq: number) => void;
  /** Absent where the record is on screen. */
  readonly onGoTo?: (left: number) => void;
}

/** What was decided, by whom, when, and what became of it. */
export function HistoryEntry({ line, isReadOnly, onRevert, onGoTo }: HistoryEntryProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { entry, fate, mergedIn } = line;
  const subject = subjectOf(entry);
  const canRevert =
    mergedIn === null && (entry.kind === 'decide' || entry.kind === 'revert') && (fate === 'in-force' || fate === 'partly');
  return (
    <Line
      seq={entry.seq}
      mergedIn={mergedIn}
      what={whatOf(entry, t, formats)}
      by={entry.by ?? null}
      at={entry.at}
      fate={{ kind: fate, text: t(`review.history.fates.${fate}`) }}
      goTo={subject && onGoTo ? { row: subject.left, onGo: () => onGoTo(subject.left) } : null}
      takeBack={
        canRevert
          ? {
              isDisabled: isReadOnly,
              labelOf: (seq) => t('review.history.takeBackNamed', { seq }),
              onTake: () => onRevert(entry.seq),
            }
          : null
      }
    />
  );
}

/** An entry in a sentence. */
function whatOf(entry: LogEntry, t: TFunction, { number }: Formats): string {
  const subject = subjectOf(entry);
  const partner = entry.changes.findLast(({ right }) => right !== null)?.right ?? null;
  const count = entry.kind === 'merge' ? entry.theirs.length : (subject?.rows ?? 0);
  const what = t(`review.history.what.${entry.action}`, {
    row: number((subject?.left ?? 0) + 1),
    right: partner === null ? '–' : number(partner + 1),
    reviewer: entry.kind === 'merge' ? entry.reviewer : '',
    note: entry.remarks?.findLast((remark) => 'note' in remark)?.note ?? '',
    count,
    formatted: number(count),
  });
  if (entry.kind === 'decide' || entry.kind === 'merge') return what;
  return t(`review.history.kinds.${entry.kind}`, { what, target: entry.target });
}

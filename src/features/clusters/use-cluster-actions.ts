import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ClusterBook,
  type ClusterEntry,
  planConfirm,
  planLeaveOut,
  planMerge,
  planReopen,
  planSplit,
} from '../../core/clusters/edits';
import { rowsOf } from '../../core/clusters/partition';
import type { ClusterReview } from '../../session/contract';
import { useSession } from '../../session/react';

export interface ClusterEditing {
  readonly said: { readonly count: number; readonly text: string };
  confirm(): void;
  split(): void;
  leaveOut(): void;
  merge(other: number): void;
  putBack(row: number): void;
  reopen(): void;
  undo(): void;
  redo(): void;
}

/** What can be done to the current cluster; every answer is said in a line that screen readers follow. */
export function useClusterActions(input: {
  readonly review: ClusterReview;
  readonly rows: Uint32Array;
  readonly selected: ReadonlySet<number>;
  readonly isReadOnly: boolean;
  /** After a change, the row to show next. */
  readonly onDone: (row: number, hasSettled: boolean) => void;
}): ClusterEditing {
  const { review, rows, selected, isReadOnly, onDone } = input;
  const { t } = useTranslation();
  const { clusters } = useSession();
  const [said, setSaid] = useState({ count: 0, text: '' });
  const say = (text: string): void => setSaid(({ count }) => ({ count: count + 1, text }));
  const edit = async (
    plan: (book: ClusterBook, at: string) => ClusterEntry | null,
    done: string,
    row: number,
    hasSettled = false,
  ): Promise<void> => {
    if (isReadOnly) return;
    const isChanged = await clusters.edit(plan);
    say(isChanged ? done : t('review.said.unchanged'));
    if (isChanged) onDone(row, hasSettled);
  };
  const isPart = selected.size > 0 && selected.size < rows.length;
  const stay = Array.from(rows).filter((row) => !selected.has(row));
  const chosen = Array.from(rows).filter((row) => selected.has(row));
  return {
    said,
    confirm: () =>
      void edit((book, at) => planConfirm(book, [rows], at), t('clusters.said.confirm', { count: rows.length }), rows[0]!, true),
    split() {
      if (!isPart) return say(t('clusters.said.selectPart'));
      void edit((book, at) => planSplit(book, [stay, chosen], at), t('clusters.said.split', { count: chosen.length }), stay[0]!);
    },
    leaveOut() {
      if (!isPart) return say(t('clusters.said.selectPart'));
      const text = t('clusters.said.leaveOut', { count: chosen.length });
      void edit((book, at) => planLeaveOut(book, rows, selected, at), text, stay[0]!);
    },
    merge(other) {
      const others = rowsOf(review.members, other);
      void edit((book, at) => planMerge(book, [rows, others], at), t('clusters.said.merge'), rows[0]!);
    },
    putBack(row) {
      void edit(
        (book, at) => planMerge(book, [rows, [row]], at, 'put-back'),
        t('clusters.said.putBack', { row: row + 1 }),
        rows[0]!,
      );
    },
    reopen: () => void edit((book, at) => planReopen(book, rows, at), t('clusters.said.reopen'), rows[0]!),
    async undo() {
      const row = await clusters.undo();
      say(row === null ? t('review.said.nothingToUndo') : t('review.said.undone', { row: row + 1 }));
      if (row !== null) onDone(row, false);
    },
    async redo() {
      const row = await clusters.redo();
      say(row === null ? t('review.said.nothingToRedo') : t('review.said.redone', { row: row + 1 }));
      if (row !== null) onDone(row, false);
    },
  };
}

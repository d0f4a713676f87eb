import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rowsOfEdit } from '../../core/clusters/edit-history';
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
  /** Settles a difference between reviewers: as it is here, or with a name as that one has it. */
  settle(row: number, reviewer: string | null): void;
  /** Takes one old edit back and leaves those after it. */
  revert(seq: number): void;
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
  /** After going back or forth: the cluster on screen where it was in it, else the first that was. */
  const shownAfter = (changed: readonly number[]): number | undefined =>
    changed.some((row) => rows.includes(row)) ? rows[0] : changed[0];
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
      const entry = await clusters.undo();
      if (!entry) return say(t('review.said.nothingToUndo'));
      const row = rowsOfEdit(entry)[0];
      say(row === undefined ? t('clusters.said.choiceUndone') : t('review.said.undone', { row: row + 1 }));
      if (row !== undefined) onDone(shownAfter(rowsOfEdit(entry)) ?? row, false);
    },
    async redo() {
      const entry = await clusters.redo();
      if (!entry) return say(t('review.said.nothingToRedo'));
      const row = rowsOfEdit(entry)[0];
      say(row === undefined ? t('clusters.said.choiceRedone') : t('review.said.redone', { row: row + 1 }));
      if (row !== undefined) onDone(shownAfter(rowsOfEdit(entry)) ?? row, false);
    },
    async settle(row, reviewer) {
      const isDone = await (reviewer === null ? clusters.keepMine(row) : clusters.takeTheirs(row, reviewer));
      say(t(isDone ? 'clusters.said.settled' : 'review.said.unchanged'));
      if (isDone) onDone(row, false);
    },
    async revert(seq) {
      say(t((await clusters.revert(seq)) ? 'clusters.said.reverted' : 'review.said.unchanged', { seq }));
    },
  };
}

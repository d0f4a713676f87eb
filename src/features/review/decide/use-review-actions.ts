import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionAction } from '../../../core/decisions/log';
import { type Remark, trimNote } from '../../../core/decisions/remarks';
import {
  absentChanges,
  acceptChanges,
  clearChanges,
  leftIsUnique,
  noneChanges,
  rejectChanges,
  takenFrom,
  unsureChanges,
} from '../../../core/decisions/verdicts';
import type { Decision } from '../../../core/model/types';
import type { ReviewState } from '../../../session/contract';
import { useSession } from '../../../session/react';
import { useFormats } from '../../../ui/format';
import { changesTogether, type TogetherKind, type TogetherRow } from './together';

export interface ReviewActions {
  /** What was last done, to be shown and read out; `count` tells two equal sentences apart. */
  readonly said: { readonly text: string; readonly count: number };
  /** Says why something was not done. */
  tell(text: string): void;
  accept(right: number | null): void;
  /** Accepts one more candidate, or takes an accepted one back, and stays. For records that may have several. */
  acceptAlso(right: number | null): void;
  /** Not this candidate; goes on where it was the last one. Settles once it is written. */
  reject(right: number | null): Promise<void>;
  none(): void;
  /** Not in the other table. */
  absent(): void;
  unsure(): void;
  reopen(): void;
  /** Sets the flag of the record, or takes it away. */
  flag(): void;
  note(text: string): void;
  undo(): void;
  redo(): void;
  /** One decision on many records. `alone`: how many of those chosen it leaves as they are. */
  together(kind: TogetherKind, rows: readonly TogetherRow[], alone?: number): void;
  flagTogether(lefts: ArrayLike<number>): void;
  /** Takes one old decision back, whatever came after it. */
  revert(seq: number): void;
  /** Settles a record on which reviewers differ; `reviewer` null keeps what is here. */
  settle(reviewer: string | null): void;
}

/**
 * Decisions on the record on screen. The next record is shown at once, before the decision is stored, so that fast typing
 * never decides one record twice.
 */
export function useReviewActions(props: {
  readonly review: ReviewState;
  readonly row: number;
  readonly isBlind: boolean;
  readonly goOn: () => void;
  readonly goTo: (row: number) => void;
}): ReviewActions {
  const { review, row, isBlind, goOn, goTo } = props;
  const { book, settings } = review;
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const [said, setSaid] = useState({ text: '', count: 0 });
  const say = (...sentences: readonly string[]) => setSaid(({ count }) => ({ text: sentences.join(' '), count: count + 1 }));

  const decide = async (action: DecisionAction, changes: readonly Decision[], goesOn: boolean, ...sentences: string[]) => {
    if (goesOn) goOn();
    const hasChanged = await session.decide(action, changes);
    if (hasChanged) say(...sentences);
    else say(t('review.said.unchanged'));
  };
  const remark = async (action: 'note' | 'flag', remarks: readonly Remark[], sentence: string) =>
    say((await session.decide(action, [], remarks)) ? sentence : t('review.said.unchanged'));
  const shown = number(row + 1);
  const noCandidate = t(isBlind ? 'review.blind.pickFirst' : 'review.noCandidate');

  return {
    said,
    tell: (text) => say(text),
    accept: (right) => {
      if (right === null) {
        say(noCandidate);
        return;
      }
      const taken = takenFrom(book, row, right, settings.cardinality).map((holder) =>
        t('notices.taken-from', { row: number(holder + 1) }),
      );
      const changes = acceptChanges(book, row, right, settings.cardinality);
      void decide('accept', changes, true, t('review.said.accept', { row: shown }), ...taken);
    },
    acceptAlso: (right) => {
      if (right === null || leftIsUnique(settings.cardinality)) {
        say(right === null ? noCandidate : t('review.said.oneOnly'));
        return;
      }
      const isTakenBack = book.acceptedOf(row).includes(right);
      const changes = isTakenBack ? [{ left: row, right, verdict: null }] : acceptChanges(book, row, right, settings.cardinality);
      const sentence = t(isTakenBack ? 'review.said.notAlso' : 'review.said.also', { row: shown, right: number(right + 1) });
      void decide(isTakenBack ? 'clear' : 'accept', changes, false, sentence);
    },
    reject: async (right) => {
      if (right === null) {
        say(noCandidate);
        return;
      }
      const { candidates } = review;
      const all = candidates.right.subarray(candidates.offsets[row]!, candidates.offsets[row + 1]!);
      const changes = rejectChanges(book, row, right, all);
      const isLast = changes.length > 1;
      const sentence = isLast
        ? t('review.said.rejectLast', { row: shown })
        : t('review.said.reject', { right: number(right + 1) });
      await decide('reject', changes, isLast, sentence);
    },
    absent: () => void decide('absent', absentChanges(book, row), true, t('review.said.absent', { row: shown })),
    flag: () => {
      const isFlagged = !book.remarkOf(row).isFlagged;
      void remark(
        'flag',
        [{ left: row, flag: isFlagged }],
        t(isFlagged ? 'review.said.flag' : 'review.said.unflag', { row: shown }),
      );
    },
    note: (text) =>
      void remark(
        'note',
        [{ left: row, note: trimNote(text) }],
        t(text.trim() === '' ? 'review.said.noNote' : 'review.said.note', { row: shown }),
      ),
    none: () => void decide('none', noneChanges(book, row), true, t('review.said.none', { row: shown })),
    unsure: () => void decide('unsure', unsureChanges(book, row), true, t('review.said.unsure', { row: shown })),
    reopen: () => void decide('clear', clearChanges(book, row), false, t('review.said.clear', { row: shown })),
    undo: () =>
      void session.undo().then((undone) => {
        if (undone === null) say(t('review.said.nothingToUndo'));
        else {
          goTo(undone);
          say(t('review.said.undone', { row: number(undone + 1) }));
        }
      }),
    redo: () =>
      void session.redo().then((redone) => {
        if (redone === null) say(t('review.said.nothingToRedo'));
        else {
          goTo(redone);
          say(t('review.said.redone', { row: number(redone + 1) }));
        }
      }),
    together: (kind, rows, alone = 0) => {
      const count = rows.length;
      const changes = changesTogether(kind, rows, book, settings.cardinality);
      const sentence = t(`review.said.together.${kind}`, { count, formatted: number(count) });
      const rest = alone === 0 ? [] : [t('review.said.leftAlone', { count: alone, formatted: number(alone) })];
      void decide(`${kind}-shown`, changes, false, sentence, ...rest);
    },
    flagTogether: (lefts) => {
      const remarks = Array.from(lefts, (left) => ({ left, flag: true }));
      void remark('flag', remarks, t('review.said.flagTogether', { formatted: number(remarks.length) }));
    },
    revert: (seq) =>
      void session
        .revert(seq)
        .then((isReverted) => say(t(isReverted ? 'review.said.reverted' : 'review.said.notReverted', { seq }))),
    settle: (reviewer) => {
      goOn();
      const settling = reviewer === null ? session.keepMine(row) : session.takeTheirs(row, reviewer);
      void settling.then((isSettled) => say(isSettled ? t('review.said.resolved', { row: shown }) : t('review.said.unchanged')));
    },
  };
}

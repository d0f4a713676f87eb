import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leftIsUnique, rightIsUnique } from '../../core/decisions/verdicts';
import type { Dataset } from '../../core/model/types';
import type { ReviewState } from '../../session/contract';
import type { ReviewCommand } from './decide/commands';
import { pairsToAccept, rowsToDecide, type TogetherKind, type TogetherRow } from './decide/together';
import { useEqualRows } from './decide/use-equal-rows';
import { type ReviewActions, useReviewActions } from './decide/use-review-actions';
import { useSettling } from './decide/use-settling';
import { proposedOf, rowAfter } from './queue/queue';
import type { ReviewView } from './queue/review-view';
import { type Selection, useSelection } from './queue/use-selection';
import type { ReviewModel } from './use-review-model';

/** The record on screen, what is picked and chosen, and what can be done with it. */
export interface ReviewDesk {
  readonly row: number;
  /** Right row of the picked candidate. */
  readonly picked: number | null;
  readonly actions: ReviewActions;
  readonly selection: Selection | null;
  readonly equalCount: number;
  /** True for a moment after better candidates came. */
  readonly isSettling: boolean;
  /** A left record may have several partners. */
  readonly takesSeveral: boolean;
  goTo(left: number): void;
  /** Up to a left row of the queue, as a range. */
  chooseTo(left: number): void;
  pick(right: number): void;
  /** Does what a key or a button asks for; those that open something are the screen's. */
  run(command: DeskCommand): void;
}

export type DeskCommand = Exclude<
  ReviewCommand,
  'help' | 'note' | 'details' | 'find' | 'teach' | 'differences' | 'blind' | 'search' | 'facets' | 'together'
>;

/** Commands that change nothing. */
const LOOKING: ReadonlySet<ReviewCommand> = new Set<ReviewCommand>([
  'next',
  'previous',
  'nextCandidate',
  'previousCandidate',
  'extendNext',
  'extendPrevious',
  'alike',
  'single',
]);

export function useReviewDesk(props: {
  /** What is there, and what of it may be shown: less in blind mode. */
  readonly review: ReviewState;
  readonly shown: ReviewState;
  readonly isBlind: boolean;
  readonly left: Dataset;
  readonly view: ReviewView;
  readonly model: ReviewModel;
  readonly isReadOnly: boolean;
  readonly goesOn: boolean;
  /** A digit accepts what it picks. */
  readonly digitsAccept: boolean;
  readonly onRow: (left: number) => void;
}): ReviewDesk {
  const { review, shown, isBlind, left, view, model, isReadOnly, goesOn, digitsAccept, onRow: goTo } = props;
  const { candidates, book, settings } = shown;
  const { order, facts } = model;
  const { leftCount } = candidates;
  const { t } = useTranslation();
  const [pick, setPick] = useState<{ readonly left: number; readonly right: number } | null>(null);
  const row = view.row !== null && view.row < leftCount ? view.row : (order[0] ?? 0);
  const position = useMemo(() => order.indexOf(row), [order, row]);
  // Where the queue goes on when the record on screen has left it (by a filter or a decision).
  const lastPosition = useRef(0);
  useEffect(() => {
    if (position >= 0) lastPosition.current = position;
  }, [position]);
  const equal = useEqualRows(left, settings.on.left, row);
  const isMine = model.part?.isMine ?? null;
  const equalRows = useMemo(
    () => (isMine === null ? equal : equal.filter((one) => one === row || isMine[one] === 1)),
    [equal, isMine, row],
  );
  const { selection, extendTo, toggleAlike, leave } = useSelection({ order, row, position, equalRows, goTo });
  const isSettling = useSettling(review.candidates, row);

  const step = (by: 1 | -1) => {
    const from = position >= 0 ? position : by === 1 ? lastPosition.current - 1 : lastPosition.current;
    const next = order[Math.max(0, Math.min(order.length - 1, from + by))];
    if (next !== undefined) goTo(next);
  };
  const goOn = () => {
    if (!goesOn) goTo(row);
    else if (position >= 0) goTo(rowAfter(order, position, row, model.statuses));
    else step(1);
  };
  const actions = useReviewActions({ review, row, isBlind, goTo, goOn });
  const listOf = (from: number) => candidates.right.subarray(candidates.offsets[from]!, candidates.offsets[from + 1]!);
  const picked = pick?.left === row ? pick.right : (book.acceptedOf(row)[0] ?? (isBlind ? null : proposedOf(review, facts, row)));
  const pickNext = (by: 1 | -1) => {
    const all = listOf(row);
    const at = picked === null ? -1 : all.indexOf(picked);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next !== undefined) setPick({ left: row, right: next });
  };

  const decideChosen = ({ kind: of, rows }: Selection, kind: TogetherKind) => {
    let chosen: readonly TogetherRow[];
    if (kind === 'accept' && of === 'alike') {
      const right = picked;
      if (right === null || rightIsUnique(settings.cardinality)) {
        actions.accept(right);
        leave();
        return;
      }
      chosen = Array.from(rows, (one) => ({ left: one, right, score: facts.score[one]! }));
    } else if (kind === 'accept' && isBlind) {
      actions.tell(t('review.blind.noRange'));
      return;
    } else if (kind === 'accept') {
      const wantedOf = (one: number) => proposedOf(review, facts, one) ?? -1;
      chosen = pairsToAccept({ rows, candidates, wantedOf, book, cardinality: settings.cardinality });
    } else if (kind === 'clear') {
      const wantedOf = () => -1;
      chosen = rowsToDecide(kind, facts, { rows, candidates, wantedOf, book, cardinality: settings.cardinality });
    } else chosen = Array.from(rows, (one) => ({ left: one, right: null, score: facts.score[one]! }));
    actions.together(kind, chosen, kind === 'clear' ? 0 : rows.length - chosen.length);
    leave();
    const after = of === 'range' ? order[Math.max(...Array.from(rows, (one) => order.indexOf(one))) + 1] : undefined;
    if (after !== undefined && goesOn && kind !== 'clear') goTo(after);
    else goOn();
  };

  const runLooking = (command: DeskCommand) => {
    if (command === 'next') step(1);
    else if (command === 'previous') step(-1);
    else if (command === 'nextCandidate') pickNext(1);
    else if (command === 'previousCandidate') pickNext(-1);
    else if (command === 'extendNext') extendTo(position + 1);
    else if (command === 'extendPrevious') extendTo(position - 1);
    else if (command === 'alike') toggleAlike();
    else leave();
  };

  const refusing = useRef<Promise<void> | null>(null);
  const latest = useRef<(command: DeskCommand) => void>(() => {});
  const run = (command: DeskCommand) => {
    if (typeof command === 'string' && LOOKING.has(command)) {
      runLooking(command);
      return;
    }
    if (isReadOnly || leftCount === 0) return;
    const isAimed = typeof command === 'object' || command === 'accept' || command === 'reject' || command === 'also';
    if (isSettling && isAimed) return;
    if (refusing.current && isAimed) {
      // Which candidate is next is known once the refusal before is written and shown.
      void refusing.current.then(() => setTimeout(() => latest.current(command)));
      return;
    }
    if (typeof command === 'object') {
      const right = listOf(row)[command.pick];
      if (right === undefined) return;
      setPick({ left: row, right });
      if (digitsAccept) actions.accept(right);
      return;
    }
    const kind = TOGETHER_OF[command];
    if (selection && kind) decideChosen(selection, kind);
    else if (selection && command === 'flag') actions.flagTogether(selection.rows);
    else if (command === 'accept') actions.accept(picked);
    else if (command === 'also') actions.acceptAlso(picked);
    else if (command === 'reject') {
      const refused = actions.reject(picked).finally(() => {
        if (refusing.current === refused) refusing.current = null;
      });
      refusing.current = refused;
      // The highlight goes on to the next candidate that is still in question.
      setPick(null);
    } else if (command === 'none' || command === 'absent' || command === 'unsure') actions[command]();
    else if (command === 'reopen' || command === 'flag' || command === 'undo' || command === 'redo') actions[command]();
  };
  useLayoutEffect(() => {
    latest.current = run;
  });

  return {
    row,
    picked,
    actions,
    selection,
    equalCount: equalRows.length,
    isSettling,
    takesSeveral: !leftIsUnique(settings.cardinality),
    goTo,
    chooseTo: (to) => extendTo(order.indexOf(to)),
    pick: (right) => setPick({ left: row, right }),
    run,
  };
}

const TOGETHER_OF: Readonly<Partial<Record<Extract<DeskCommand, string>, TogetherKind>>> = {
  accept: 'accept',
  none: 'none',
  absent: 'absent',
  unsure: 'unsure',
  reopen: 'clear',
};

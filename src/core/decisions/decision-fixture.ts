import fc from 'fast-check';
import type { Cardinality } from '../model/types';
import { type DecisionBook, type LogEntry, planDecision, planRedo, planUndo } from './log';
import { planRevert } from './revert';
import { acceptChanges, clearChanges, noneChanges, unsureChanges } from './verdicts';

/** Rows of either table in generated reviews. For tests. */
export const ROWS = 5;
export const rows = Array.from({ length: ROWS }, (_, row) => row);
export const atMinute = (minute: number): string => new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString();

export type Act = readonly [
  kind: 'accept' | 'none' | 'unsure' | 'clear' | 'undo' | 'redo' | 'revert',
  left: number,
  right: number,
];

/** What a person may do in a review; `revert` names its entry by `right`, counted back from the last one. */
export const act: fc.Arbitrary<Act> = fc.tuple(
  fc.constantFrom<Act[0]>('accept', 'accept', 'accept', 'none', 'unsure', 'clear', 'undo', 'redo', 'revert'),
  fc.nat(ROWS - 1),
  fc.nat(ROWS - 1),
);
export const cardinalities = fc.constantFrom<Cardinality>('one-to-one', 'one-to-many', 'many-to-one', 'many-to-many');

/** Does it, as the page would; the entry, or null where it changes nothing. */
export function perform(
  book: DecisionBook,
  [kind, left, right]: Act,
  cardinality: Cardinality,
  minute: number,
  by?: string,
): LogEntry | null {
  const at = atMinute(minute);
  const entry =
    kind === 'undo'
      ? planUndo(book, at)
      : kind === 'redo'
        ? planRedo(book, at)
        : kind === 'revert'
          ? planRevert(book, book.entries.length - right, at, cardinality)
          : planDecision(
              book,
              kind,
              kind === 'accept'
                ? acceptChanges(book, left, right, cardinality)
                : kind === 'none'
                  ? noneChanges(book, left)
                  : kind === 'unsure'
                    ? unsureChanges(book, left)
                    : clearChanges(book, left),
              at,
            );
  if (!entry) return null;
  const signed = by === undefined ? entry : { ...entry, by };
  book.append(signed);
  return signed;
}

/** Verdicts of every record with when and by whom, without the log. */
export const viewOf = (book: DecisionBook) =>
  rows.map((left) => {
    const { record, pairs } = book.verdictsOf(left);
    return {
      status: book.statusOf(left),
      record: record && [record, book.decidedAt(left, null), book.decidedBy(left, null)],
      pairs: [...pairs]
        .sort(([a], [b]) => a - b)
        .map(([right, verdict]) => [right, verdict, book.decidedAt(left, right), book.decidedBy(left, right)]),
      holders: book.holdersOf(left),
    };
  });

import fc from 'fast-check';
import type { Cardinality, Decision } from '../model/types';
import { type DecisionBook, type LogEntry, planDecision, planRedo, planUndo } from './log';
import type { Remark } from './remarks';
import { planRevert } from './revert';
import { absentChanges, acceptChanges, clearChanges, noneChanges, rejectChanges, unsureChanges } from './verdicts';

/** Rows of either table in generated reviews. For tests. */
export const ROWS = 5;
export const rows = Array.from({ length: ROWS }, (_, row) => row);
export const atMinute = (minute: number): string => new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString();

export type Act = readonly [
  kind: 'accept' | 'reject' | 'none' | 'absent' | 'unsure' | 'clear' | 'note' | 'flag' | 'undo' | 'redo' | 'revert',
  left: number,
  right: number,
];

const OTHERS = ['reject', 'none', 'absent', 'unsure', 'clear', 'note', 'flag', 'undo', 'redo', 'revert'] as const;

/** What a person may do in a review; `revert` names its entry by `right`, counted back from the last one. */
export const act: fc.Arbitrary<Act> = fc.tuple(
  fc.constantFrom<Act[0]>('accept', 'accept', 'accept', ...OTHERS),
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
          : planDecision(book, kind, changesOf(book, [kind, left, right], cardinality), at, remarksOf([kind, left, right]));
  if (!entry) return null;
  const signed = by === undefined ? entry : { ...entry, by };
  book.append(signed);
  return signed;
}

function changesOf(book: DecisionBook, [kind, left, right]: Act, cardinality: Cardinality): Decision[] {
  if (kind === 'accept') return acceptChanges(book, left, right, cardinality);
  if (kind === 'reject') return rejectChanges(book, left, right, rows);
  if (kind === 'none') return noneChanges(book, left);
  if (kind === 'absent') return absentChanges(book, left);
  if (kind === 'unsure') return unsureChanges(book, left);
  return kind === 'clear' ? clearChanges(book, left) : [];
}

function remarksOf([kind, left, right]: Act): Remark[] {
  if (kind === 'note') return [{ left, note: right === 0 ? '' : `note ${right}` }];
  return kind === 'flag' ? [{ left, flag: right % 2 === 0 }] : [];
}

/** Verdicts and remarks of every record with when and by whom, without the log. */
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
      remark: book.remarkOf(left),
      remarked: [book.remarks.standing({ left, note: '' }), book.remarks.standing({ left, flag: false })],
    };
  });

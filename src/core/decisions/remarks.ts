/**
 * One change of what is remarked on a left record: its note, or its flag. An empty note, and a flag that is off, take an earlier one
 * away. Remarks decide nothing.
 */
export type Remark = { readonly left: number; readonly note: string } | { readonly left: number; readonly flag: boolean };

/** A remark with when and by whom it was made, where that was not where the entry was written. */
export type LoggedRemark = Remark & { readonly at?: string; readonly by?: string };

/** What stands remarked on a left record. `note` is empty where there is none. */
export interface RecordRemark {
  readonly note: string;
  readonly isFlagged: boolean;
}

interface Signed {
  readonly at: string;
  readonly by?: string;
}

/** An entry as far as remarks go. */
interface RemarkedEntry extends Signed {
  readonly remarks?: readonly LoggedRemark[];
}

/** Longer notes are cut to this many UTF-16 units: a note is a line or two, and goes into every export. */
export const MOST_OF_A_NOTE = 2_000;

const NOTHING: RecordRemark = { note: '', isFlagged: false };

/** Remarks by left record, as a log leads to them. */
export interface RemarkBook {
  of(left: number): RecordRemark;
  /** Left rows with a note or a flag. */
  rows(): IterableIterator<number>;
  /** The remark of this kind in force, with when and by whom it was made; null where there is none. */
  standing(remark: Remark): LoggedRemark | null;
  apply(entry: RemarkedEntry): void;
}

/** An empty one; `apply` is O(remarks of the entry). */
export function openRemarkBook(): RemarkBook {
  const rows = new Map<number, RecordRemark>();
  const made = new Map<string, LoggedRemark>();
  return {
    of: (left) => rows.get(left) ?? NOTHING,
    rows: () => rows.keys(),
    standing: (remark) => made.get(remarkKeyOf(remark)) ?? null,
    apply(entry) {
      for (const remark of entry.remarks ?? []) {
        const before = rows.get(remark.left) ?? NOTHING;
        const next = 'note' in remark ? { ...before, note: remark.note } : { ...before, isFlagged: remark.flag };
        if (next.note === '' && !next.isFlagged) rows.delete(remark.left);
        else rows.set(remark.left, next);
        if (isEmpty(remark)) made.delete(remarkKeyOf(remark));
        else made.set(remarkKeyOf(remark), datedRemark(remark, entry));
      }
    },
  };
}

/** A note as it is kept: no spaces around it, not longer than `MOST_OF_A_NOTE`, never half a character at its end. */
export function trimNote(text: string): string {
  const cut = text.trim().slice(0, MOST_OF_A_NOTE);
  return /[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut;
}

/** Names what a remark replaces; never the same as the name of a verdict. */
export const remarkKeyOf = (remark: Remark): string => `${'note' in remark ? 'note' : 'flag'} ${remark.left}`;

/** What takes a remark away. */
export const withoutRemark = (remark: Remark): Remark =>
  'note' in remark ? { left: remark.left, note: '' } : { left: remark.left, flag: false };

/** Whether it takes a remark away. */
export const isEmpty = (remark: Remark): boolean => ('note' in remark ? remark.note === '' : !remark.flag);

export const isSameRemark = (one: Remark, other: Remark): boolean =>
  'note' in one ? 'note' in other && one.note === other.note : 'flag' in other && one.flag === other.flag;

/** A remark with its own time and author. */
export function datedRemark(remark: LoggedRemark, entry: Signed): LoggedRemark {
  const at = remark.at ?? entry.at;
  const by = remark.by ?? entry.by;
  const plain = 'note' in remark ? { left: remark.left, note: remark.note } : { left: remark.left, flag: remark.flag };
  return by === undefined ? { ...plain, at } : { ...plain, at, by };
}

/** Remarks that would change something. Of several on the same note or flag the last one counts. */
export function effectiveRemarks(book: RemarkBook, remarks: readonly Remark[]): Remark[] {
  const last = new Map(remarks.map((remark) => [remarkKeyOf(remark), remark]));
  return [...last.values()].filter((remark) => !isSameRemark(book.standing(remark) ?? withoutRemark(remark), remark));
}

/** What entries make of some notes and flags; those that are empty are left out. O(remarks). */
export function remarksOfKeys(entries: readonly RemarkedEntry[], wanted: ReadonlySet<string>): Map<string, LoggedRemark> {
  const found = new Map<string, LoggedRemark>();
  for (const entry of entries) {
    for (const remark of entry.remarks ?? []) {
      const key = remarkKeyOf(remark);
      if (!wanted.has(key)) continue;
      if (isEmpty(remark)) found.delete(key);
      else found.set(key, datedRemark(remark, entry));
    }
  }
  return found;
}

/** Remarks that put back what entries made of the same notes and flags. */
export function restoredRemarks(before: readonly RemarkedEntry[], remarks: readonly Remark[]): LoggedRemark[] {
  const stood = remarksOfKeys(before, new Set(remarks.map(remarkKeyOf)));
  return [...new Map(remarks.map((remark) => [remarkKeyOf(remark), remark])).entries()].map(
    ([key, remark]) => stood.get(key) ?? withoutRemark(remark),
  );
}

/**
 * What the remarks of another reviewer make of mine. A note or flag that only they changed is taken; where both did, a flag of either
 * stays, and two notes are put one below the other, theirs under their name. Nothing that somebody wrote is lost.
 *
 * @param news their remarks that are not here yet
 * @param own keys of remarks made here that they do not know
 */
export function mergedRemarks(
  mine: RemarkBook,
  theirs: RemarkBook,
  news: readonly Remark[],
  own: ReadonlySet<string>,
  reviewer: string,
): LoggedRemark[] {
  const merged: LoggedRemark[] = [];
  for (const [key, remark] of new Map(news.map((one) => [remarkKeyOf(one), one]))) {
    const here = mine.standing(remark) ?? withoutRemark(remark);
    const there = theirs.standing(remark) ?? withoutRemark(remark);
    if (isSameRemark(here, there)) continue;
    if (own.has(key) && !isEmpty(here)) {
      if (isEmpty(there) || !('note' in here) || !('note' in there) || here.note.includes(there.note)) continue;
      merged.push({ left: here.left, note: trimNote(`${here.note}\n${reviewer}: ${there.note}`) });
    } else merged.push(isEmpty(there) || 'by' in there ? there : { ...there, by: reviewer });
  }
  return merged;
}

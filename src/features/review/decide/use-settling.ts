import { useEffect, useRef, useState } from 'react';
import type { CandidateSet } from '../../../core/model/types';

/** How long a person needs to see that the candidates under their fingers have changed. */
const SETTLING_MS = 1_000;

/**
 * True for a moment after the candidates of the record on screen have changed by themselves, as when better ones arrive during a
 * match: a key that was on its way would hit another candidate than the one that was read.
 */
export function useSettling(candidates: CandidateSet, row: number): boolean {
  const shown = useRef({ candidates, row });
  const [changedIn, setChangedIn] = useState<CandidateSet | null>(null);
  useEffect(() => {
    const before = shown.current;
    shown.current = { candidates, row };
    if (before.row !== row || before.candidates === candidates || isSameList(before.candidates, candidates, row)) return;
    setChangedIn(candidates);
  }, [candidates, row]);
  useEffect(() => {
    if (!changedIn) return;
    const timer = setTimeout(() => setChangedIn(null), SETTLING_MS);
    return () => clearTimeout(timer);
  }, [changedIn]);
  return changedIn === candidates;
}

/** Whether both sets have the same right rows in the same order for a left row. */
export function isSameList(one: CandidateSet, other: CandidateSet, row: number): boolean {
  if (row >= one.leftCount || row >= other.leftCount) return false;
  const listOf = (set: CandidateSet): Uint32Array => set.right.subarray(set.offsets[row]!, set.offsets[row + 1]!);
  const [first, second] = [listOf(one), listOf(other)];
  return first.length === second.length && first.every((right, rank) => right === second[rank]);
}

import { useEffect, useMemo, useState } from 'react';
import { isInPart, type ReviewPart, splitRows } from '../../../core/decisions/split';
import type { Dataset } from '../../../core/model/types';
import type { ReviewState } from '../../../session/contract';
import { runInPortions } from '../../../ui/in-portions';

/** The left rows of one person. */
export interface PartRows {
  /** 1 for each. */
  readonly isMine: Uint8Array;
  readonly count: number;
}

/** null while nothing is shared out; `isWaiting` while it is being found which rows are this person's. */
export function usePart(
  left: Dataset,
  { on, blocking }: ReviewState['settings'],
  part: ReviewPart | null,
): { readonly rows: PartRows | null; readonly isWaiting: boolean } {
  const { reviewers, by, keepsEqual, sharedPercent } = part ?? NOBODY;
  const reviewer = part?.reviewer ?? 0;
  // Who is at work changes nothing about how the rows are shared out.
  const wanted = useMemo(
    () => ({ left, on, blocking, split: { reviewers, by, keepsEqual, sharedPercent } }),
    [left, on, blocking, reviewers, by, keepsEqual, sharedPercent],
  );
  const [known, setKnown] = useState<{ readonly wanted: object; readonly partOf: Uint8Array } | null>(null);
  useEffect(() => {
    if (wanted.split.reviewers === 0) return;
    const steps = splitRows(wanted.left, wanted.on.left, wanted.blocking, wanted.split);
    return runInPortions(steps, (partOf) => setKnown({ wanted, partOf }));
  }, [wanted]);
  const partOf = reviewer > 0 && known?.wanted === wanted ? known.partOf : null;
  const rows = useMemo(() => {
    if (partOf === null) return null;
    const isMine = partOf.map((_, row) => Number(isInPart(partOf, row, reviewer)));
    return { isMine, count: isMine.reduce((sum, mine) => sum + mine, 0) };
  }, [partOf, reviewer]);
  return { rows, isWaiting: reviewer > 0 && rows === null };
}

const NOBODY = { reviewers: 0, by: 'rows', keepsEqual: false, sharedPercent: 0 } as const;

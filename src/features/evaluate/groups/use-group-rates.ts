import { useEffect, useState } from 'react';
import type { GroupRates } from '../../../core/fairness/group-rates';
import type { AppError } from '../../../core/model/errors';
import type { Side } from '../../../core/model/types';
import type { ClusterReview, ReviewState } from '../../../session/contract';
import { useSession } from '../../../session/react';

interface GroupRatesView {
  /** Null until they are told, and while no column is chosen. */
  readonly groups: readonly GroupRates[] | null;
  readonly error: AppError | null;
  readonly isWorking: boolean;
}

const NOTHING: GroupRatesView = { groups: null, error: null, isWorking: false };

/** Rates by a column, told anew after every decision and move of the threshold; earlier ones of the same column stay until then. */
export function useGroupRates(
  review: ReviewState | ClusterReview,
  chosen: { readonly side: Side; readonly column: string } | null,
): GroupRatesView {
  const session = useSession();
  const { book, version } = review;
  const found = 'suggested' in review ? review.suggested : review.settled;
  const [told, setTold] = useState<GroupRatesView & { readonly of: string }>({ ...NOTHING, of: '' });
  const { side, column } = chosen ?? { side: 'left' as const, column: null };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  useEffect(() => {
    if (column === null) return;
    const of = `${side} ${column}`;
    const controller = new AbortController();
    setTold((before) => ({ ...(before.of === of ? before : NOTHING), of, isWorking: true }));
    void session.groupRates(side, column, controller.signal).then(({ value, error }) => {
      if (!controller.signal.aborted) setTold({ groups: value, error, isWorking: false, of });
    });
    return () => controller.abort();
  }, [session, book, version, found, side, column]);
  return column === null || told.of !== `${side} ${column}` ? NOTHING : told;
}

import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Dataset } from '../../../core/model/types';
import type { ReviewState } from '../../../session/contract';
import { createRowFinder, type RowFinder } from '../../../session/row-finder';

/** The next record is often searched for as well; after that the memory is better given back. */
const STAYS_MS = 60_000;

/** A hand search in the right table, which ends a minute after it was last looked at. */
export function useRowFinder(shown: Dataset, compared: Dataset, settings: ReviewState['settings'], isOpen: boolean): RowFinder {
  const finder = useMemo(() => createRowFinder(shown, compared, settings), [shown, compared, settings]);
  const timer = useRef(0);
  const end = useCallback(() => finder.end(), [finder]);
  useEffect(() => {
    window.clearTimeout(timer.current);
    if (!isOpen) timer.current = window.setTimeout(end, STAYS_MS);
  }, [isOpen, end]);
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      end();
    },
    [end],
  );
  return finder;
}

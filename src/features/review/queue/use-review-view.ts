import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { type ReviewView, readView, writeView } from './review-view';

/** Browsers refuse more than about 200 address changes in 30 s. */
const WRITE_AFTER_MS = 250;

/** The view of the last visit, for coming back without a query or with the one that was in the address before it could be renewed. */
let lastQuery = '';
let lastWritten = '';

/** The view, read from the query of the address and written back to it. */
export function useReviewView(): readonly [ReviewView, (patch: Partial<ReviewView>) => void] {
  const query = useSearch();
  const [path, navigate] = useLocation();
  const [view, setView] = useState(() => readView(query === '' || query === lastWritten ? lastQuery : query));
  const written = useRef(query);
  const change = useCallback((patch: Partial<ReviewView>) => setView((before) => ({ ...before, ...patch })), []);

  useEffect(() => {
    if (query === '' || query === written.current) return;
    written.current = query;
    setView(readView(query));
  }, [query]);

  useEffect(() => {
    lastQuery = writeView(view);
    const next = lastQuery;
    if (next === query) return;
    const timer = setTimeout(() => {
      written.current = next;
      lastWritten = next;
      navigate(next === '' ? path : `${path}?${next}`, { replace: true });
    }, WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [view, query, path, navigate]);

  return [view, change];
}

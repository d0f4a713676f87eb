import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { readEntry, writeEntry } from '../../../adapters/small-entries';
import { readPart, writePart } from './review-part';
import { type ReviewView, readView, writeView } from './review-view';

/** Browsers refuse more than about 200 address changes in 30 s. */
const WRITE_AFTER_MS = 250;

/** The view of the last visit, for coming back without a query or with the one that was in the address before it could be renewed. */
let lastQuery = '';
let lastWritten = '';

/**
 * The view, read from the query of the address and written back to it. The part that is this person's is also kept with the project: a
 * query without one leaves it as it is.
 */
export function useReviewView(project: string): readonly [ReviewView, (patch: Partial<ReviewView>) => void] {
  const query = useSearch();
  const [path, navigate] = useLocation();
  const entry = `part.${project}`;
  const [view, setView] = useState(() => {
    const isOld = query === '' || query === lastWritten;
    const found = readView(isOld ? lastQuery : query);
    // The last visit may have been to another project.
    return { ...found, part: (isOld ? null : found.part) ?? readPart(readEntry(entry)) };
  });
  const written = useRef(query);
  const change = useCallback((patch: Partial<ReviewView>) => setView((before) => ({ ...before, ...patch })), []);
  const { part } = view;
  useEffect(() => {
    const kept = part === null ? '' : writePart(part);
    if (kept !== (readEntry(entry) ?? '')) writeEntry(entry, kept);
  }, [entry, part]);

  useEffect(() => {
    if (query === '' || query === written.current) return;
    written.current = query;
    setView((before) => {
      const next = readView(query);
      return { ...next, part: next.part ?? before.part };
    });
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

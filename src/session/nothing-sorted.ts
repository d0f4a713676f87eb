import type { SortingState } from './sorting-desk';

/** Nothing was sorted into categories yet. */
export const NOTHING_SORTED: SortingState = { run: null, sorted: null, classifier: null, error: null };

import type { RecordStatus } from '../../../core/decisions/log';
import type { ReviewPart } from '../../../core/decisions/split';
import { type FacetChoice, isFacetValue } from './facets';
import { readPart, writePart } from './review-part';

export const STATUSES = [
  'all',
  'pending',
  'accepted',
  'none',
  'absent',
  'unsure',
  'flagged',
  'conflict',
  'differs',
  'sample',
] as const;
export const SORTS = ['row', 'score-desc', 'score-asc', 'gap-asc', 'gap-desc', 'helps-most', 'said-desc'] as const;

export type StatusFilter = (typeof STATUSES)[number];
export type SortBy = (typeof SORTS)[number];
/** Index into this list is how a status is kept in a `Uint8Array`. */
export const STATUS_CODES: readonly RecordStatus[] = ['pending', 'accepted', 'none', 'absent', 'unsure'];

/** What a person would want to find again: filters, order and the record on screen. Kept in the address. */
export interface ReviewView {
  readonly status: StatusFilter;
  /** 0…1, both ends included. */
  readonly minScore: number;
  readonly maxScore: number;
  readonly search: string;
  readonly facets: FacetChoice;
  /** What of the records is this person's; null for all. Not a filter to be reset, but an assignment. */
  readonly part: ReviewPart | null;
  readonly sort: SortBy;
  /** 0-based left row; null for the first of the queue. */
  readonly row: number | null;
}

export const DEFAULT_VIEW: ReviewView = {
  status: 'all',
  minScore: 0,
  maxScore: 1,
  search: '',
  facets: {},
  part: null,
  sort: 'row',
  row: null,
};

/** What narrows the queue, without order and record. */
export const UNFILTERED: Partial<ReviewView> = { status: 'all', minScore: 0, maxScore: 1, search: '', facets: {} };

/** How many facets narrow the queue; a range of scores counts as one. */
export const facetsChosen = (view: ReviewView): number =>
  Object.keys(view.facets).length + (view.minScore > 0 || view.maxScore < 1 ? 1 : 0);

export const isFiltered = (view: ReviewView): boolean => view.status !== 'all' || view.search !== '' || facetsChosen(view) > 0;

/** Reads the query of an address; whatever is missing or odd becomes its default. Rows are 1-based there. */
export function readView(query: string): ReviewView {
  const params = new URLSearchParams(query);
  const row = Number(params.get('row'));
  return {
    status: STATUSES.find((status) => status === params.get('status')) ?? DEFAULT_VIEW.status,
    minScore: readScore(params.get('min'), DEFAULT_VIEW.minScore),
    maxScore: readScore(params.get('max'), DEFAULT_VIEW.maxScore),
    search: params.get('q') ?? '',
    facets: readFacets(params.getAll('facet')),
    part: readPart(params.get('part')),
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? DEFAULT_VIEW.sort,
    row: Number.isInteger(row) && row > 0 ? row - 1 : null,
  };
}

/** The query for a view; defaults are left out, so the plain view has an empty query. */
export function writeView(view: ReviewView): string {
  const params = new URLSearchParams();
  if (view.status !== DEFAULT_VIEW.status) params.set('status', view.status);
  if (view.minScore !== DEFAULT_VIEW.minScore) params.set('min', String(view.minScore));
  if (view.maxScore !== DEFAULT_VIEW.maxScore) params.set('max', String(view.maxScore));
  if (view.search !== '') params.set('q', view.search);
  for (const [key, value] of Object.entries(view.facets)) params.append('facet', `${value}:${key}`);
  if (view.part !== null) params.set('part', writePart(view.part));
  if (view.sort !== DEFAULT_VIEW.sort) params.set('sort', view.sort);
  if (view.row !== null) params.set('row', String(view.row + 1));
  return params.toString();
}

function readScore(text: string | null, fallback: number): number {
  const score = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return score >= 0 && score <= 1 ? score : fallback;
}

/** `value:key`, the key last because names of columns may hold anything. */
function readFacets(texts: readonly string[]): FacetChoice {
  return Object.fromEntries(
    texts.flatMap((text) => {
      const end = text.indexOf(':');
      const [value, key] = [text.slice(0, Math.max(0, end)), text.slice(end + 1)];
      return isFacetValue(key, value) ? [[key, value] as const] : [];
    }),
  );
}

import { useDeferredValue, useMemo } from 'react';
import { type OpenDifference, openDifferences } from '../../core/decisions/merge';
import { drawSample } from '../../core/evaluation/sample/read-sample';
import { questionWorth } from '../../core/learning/question-worth';
import type { Dataset, Sides } from '../../core/model/types';
import { fold } from '../../core/text/fold';
import type { ReviewState } from '../../session/contract';
import { useRowSearch } from './panel/use-row-search';
import { type Facet, type FacetCounts, facetTest } from './queue/facets';
import type { QueueLine } from './queue/QueueGrid';
import {
  filterRows,
  noFacts,
  proposedOf,
  type QueueFacts,
  queueFacts,
  rowsBySaid,
  rowsByWorth,
  scoreOf,
  sortedRows,
} from './queue/queue';
import { type ReviewView, STATUS_CODES } from './queue/review-view';
import { rowTexts } from './queue/row-text';
import type { ChosenRows } from './queue/use-chosen-rows';
import { useFacetCounts, useFacets } from './queue/use-facets';
import { type PartRows, usePart } from './queue/use-part';
import { useStatuses } from './queue/use-statuses';

/** What facets need beside the review. */
interface FacetsAsked {
  readonly compared: Sides<Dataset>;
  /** 1 for each row that was on screen; changes in place. */
  readonly seen: Uint8Array;
  readonly chosen: ChosenRows | null;
  readonly isOpen: boolean;
  /** How sure a language model is that each left row has a match; null where none was asked, and in blind review. */
  readonly said: ReadonlyMap<number, number> | null;
}

export interface ReviewModel {
  readonly facts: QueueFacts;
  readonly statuses: Uint8Array;
  /** What other reviewers decided otherwise, by left row, as long as nobody settled it. */
  readonly differences: ReadonlyMap<number, readonly OpenDifference[]>;
  /** Left rows that pass the filters, in the order shown. */
  readonly order: Uint32Array;
  /** None while they are closed and none is chosen. */
  readonly facets: readonly Facet[];
  /** null while they are closed or not counted yet. */
  readonly counts: FacetCounts | null;
  /** What is shared out to this person; null where nothing is, and while that is being found. */
  readonly part: PartRows | null;
  readonly isPartWaiting: boolean;
  readonly leftText: (row: number) => string;
  readonly rightText: (row: number) => string;
  readonly lineOf: (left: number) => QueueLine;
}

/** All that the queue needs. Each part is made anew only when what it depends on changed: a decision costs O(rows), no sort. */
export function useReviewModel(
  review: ReviewState,
  shown: ReviewState,
  datasets: Sides<Dataset>,
  view: ReviewView,
  asked: FacetsAsked,
): ReviewModel {
  const { candidates, suggested, settings } = review;
  const { suggestedOf, conflictOf, book, version } = shown;
  const isBlind = shown !== review;
  const { left, right } = datasets;
  const { on } = settings;
  const { status, minScore, maxScore, sort } = view;
  const search = useDeferredValue(view.search);

  const facts = useMemo(
    () => (isBlind ? noFacts(candidates.leftCount) : queueFacts(candidates, suggestedOf)),
    [candidates, suggestedOf, isBlind],
  );
  const statuses = useStatuses(shown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  const differences = useMemo(() => (book.hasMerges ? openDifferences(book.entries) : NO_DIFFERENCES), [book, version]);
  const leftText = useMemo(() => rowTexts(left, on.left), [left, on]);
  const rightText = useMemo(() => rowTexts(right, on.right), [right, on]);
  const found = useRowSearch(
    left,
    useMemo(() => fold(search.trim()), [search]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const isRemarked = useMemo(() => {
    const remarked = new Set(book.remarks.rows());
    return (left: number) => remarked.has(left);
  }, [book, version]);
  const isSample = status === 'sample';
  // A sample keeps the order it was drawn in, so that the answers so far are a sample too.
  // What is decided meanwhile stays in its place, so that the queue does not move under the keys; scores learned anew make it anew.
  const sorted = useMemo(() => {
    if (isSample) return drawSample(candidates).sample;
    if (sort === 'said-desc' && asked.said) return rowsBySaid(candidates.leftCount, asked.said);
    if (sort !== 'helps-most') return sortedRows(facts, sort);
    return rowsByWorth(questionWorth(candidates, suggested, review.book, settings.cardinality));
  }, [isSample, candidates, facts, sort, asked.said, suggested, review.book, settings.cardinality]);
  const facets = useFacets({ ...asked, review: shown, facts, isRemarked, choice: view.facets });
  const { rows: part, isWaiting: isPartWaiting } = usePart(asked.compared.left, settings, view.part);
  // Whoever merges settles all differences.
  const isMine = status === 'differs' ? null : (part?.isMine ?? null);
  // While nothing is chosen the rows before the facets are the order itself.
  const unfaceted = useMemo(() => {
    const holdsSearch = found && ((row: number) => found[row] === 1);
    const limits = { status, minScore, maxScore };
    return filterRows(sorted, {
      limits,
      statuses,
      scores: facts.score,
      conflictOf,
      differs: differences,
      isRemarked,
      isMine,
      holdsSearch,
    });
  }, [sorted, status, minScore, maxScore, found, statuses, facts, conflictOf, differences, isRemarked, isMine]);
  const order = useMemo(() => {
    const hasFacets = facetTest(facets, view.facets);
    return hasFacets === null ? unfaceted : unfaceted.filter(hasFacets);
  }, [unfaceted, facets, view.facets]);
  const counts = useFacetCounts(unfaceted, facets, view.facets, asked.isOpen);

  const lineOf = (row: number): QueueLine => {
    const best = book.acceptedOf(row)[0] ?? proposedOf(shown, facts, row);
    const hasSome = candidates.offsets[row]! < candidates.offsets[row + 1]!;
    return {
      left: row,
      text: leftText(row),
      candidate: best === null ? (isBlind && hasSome ? '' : null) : rightText(best),
      score: best === null ? Number.NaN : scoreOf(shown.candidates, row, best),
      gap: facts.gap[row]!,
      status: STATUS_CODES[statuses[row]!]!,
      remark: book.remarkOf(row),
    };
  };
  return { facts, statuses, differences, order, facets, counts, part, isPartWaiting, leftText, rightText, lineOf };
}

const NO_DIFFERENCES: ReadonlyMap<number, readonly OpenDifference[]> = new Map();

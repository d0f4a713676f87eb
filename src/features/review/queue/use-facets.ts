import { useEffect, useMemo, useState } from 'react';
import type { Dataset, Sides } from '../../../core/model/types';
import type { ReviewState } from '../../../session/contract';
import { runInPortions } from '../../../ui/in-portions';
import {
  agreementFacets,
  countFacets,
  type Facet,
  type FacetChoice,
  type FacetCounts,
  mapFacet,
  scoreFacets,
  yesOrNo,
} from './facets';
import type { QueueFacts } from './queue';
import type { ChosenRows } from './use-chosen-rows';

const NONE: readonly Facet[] = [];
/** Counts wait for a pause between decisions. */
const COUNT_AFTER_MS = 300;

/**
 * Facets of the queue; none while nobody asks for them. Agreement comes when its portions are done. What was seen is taken when the facet
 * is chosen or the facets are opened, so that a record does not leave the queue while it is on screen.
 */
export function useFacets(props: {
  readonly review: ReviewState;
  readonly compared: Sides<Dataset>;
  readonly facts: QueueFacts;
  readonly seen: Uint8Array;
  /** On the map. */
  readonly chosen: ChosenRows | null;
  readonly isRemarked: (left: number) => boolean;
  readonly choice: FacetChoice;
  readonly isOpen: boolean;
}): readonly Facet[] {
  const { review, compared, facts, seen, chosen, isRemarked, choice, isOpen } = props;
  const { candidates, conflictOf, settings } = review;
  const { on } = settings;
  const isWanted = isOpen || Object.keys(choice).length > 0;
  const [known, setKnown] = useState<{
    readonly facts: QueueFacts;
    readonly left: Dataset;
    readonly facets: readonly Facet[];
  } | null>(null);
  const { left, right } = compared;
  useEffect(() => {
    if (!isWanted) return;
    const steps = agreementFacets({ left, right }, on, candidates, facts);
    return runInPortions(steps, (facets) => setKnown({ facts, left, facets }));
  }, [isWanted, left, right, on, candidates, facts]);
  const agreement = known !== null && known.facts === facts && known.left === left ? known.facets : NONE;
  const scores = useMemo(() => (isWanted ? scoreFacets(facts) : NONE), [isWanted, facts]);
  const flagged = useMemo(
    () => (isWanted ? [yesOrNo('flagged', facts.best.length, isRemarked)] : NONE),
    [isWanted, facts, isRemarked],
  );
  const conflicts = useMemo(
    () => (isWanted ? [yesOrNo('conflict', facts.best.length, (row) => (conflictOf[row] ?? -1) >= 0)] : NONE),
    [isWanted, facts, conflictOf],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice of what is seen takes what is seen by then.
  const seenFacet = useMemo(
    () => (isWanted ? [yesOrNo('seen', facts.best.length, (row) => seen[row] !== 1)] : NONE),
    [isWanted, isOpen, choice.seen, facts, seen],
  );
  const onMap = useMemo(
    () => (chosen?.rows ? [mapFacet(chosen.id, chosen.rows, facts.best.length)] : NONE),
    [chosen, facts.best.length],
  );
  return useMemo(
    () => [...scores, ...agreement, ...flagged, ...conflicts, ...seenFacet, ...onMap],
    [scores, agreement, flagged, conflicts, seenFacet, onMap],
  );
}

/** How many rows each value would show, a moment after something changed; null until first counted and while not wanted. */
export function useFacetCounts(
  rows: Uint32Array,
  facets: readonly Facet[],
  choice: FacetChoice,
  isWanted: boolean,
): FacetCounts | null {
  const [counts, setCounts] = useState<FacetCounts | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    return runInPortions(countFacets(rows, facets, choice), setCounts, COUNT_AFTER_MS);
  }, [rows, facets, choice, isWanted]);
  return isWanted ? counts : null;
}

import { useMemo } from 'react';
import type { Dataset } from '../../../core/model/types';
import { keptRows } from '../../../session/chosen-rows';
import { type FacetChoice, MAP_FACET } from './facets';

/** The rows that were chosen on the map, or by what a language model said, by the id in the address; null rows are not kept any more. */
export interface ChosenRows {
  readonly id: string;
  readonly rows: Uint32Array | null;
  readonly isJudged: boolean;
}

const JUDGED = 'said-';
/** The id of rows that were chosen by what a language model said of them, told apart from those of the map. */
export const judgedId = (id: string): string => JUDGED + id;

/** null while none are chosen. */
export function useChosenRows(project: string, left: Dataset, choice: FacetChoice): ChosenRows | null {
  const id = choice[MAP_FACET];
  return useMemo(() => (id === undefined ? null : chosenRows(project, left, id)), [project, left, id]);
}

function chosenRows(project: string, left: Dataset, id: string): ChosenRows {
  const isJudged = id.startsWith(JUDGED);
  return { id, isJudged, rows: keptRows(project, left, isJudged ? id.slice(JUDGED.length) : id) };
}

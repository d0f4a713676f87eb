import { useMemo } from 'react';
import type { Dataset } from '../../../core/model/types';
import { keptRows } from '../../../session/chosen-rows';
import { type FacetChoice, MAP_FACET } from './facets';

/** The rows that were chosen on the map, by the id in the address; null rows are not kept any more. */
export interface ChosenRows {
  readonly id: string;
  readonly rows: Uint32Array | null;
}

/** null while none are chosen. */
export function useChosenRows(project: string, left: Dataset, choice: FacetChoice): ChosenRows | null {
  const id = choice[MAP_FACET];
  return useMemo(() => (id === undefined ? null : { id, rows: keptRows(project, left, id) }), [project, left, id]);
}

import type { ReviewState } from '../../../session/contract';

/** To whom a row lost its best candidate; `gap` is the score of the winner less its own. */
export interface RowConflict {
  readonly right: number;
  readonly lostTo: number;
  readonly gap: number;
}

export function conflictOfRow(
  { conflicts, conflictOf }: Pick<ReviewState, 'conflicts' | 'conflictOf'>,
  row: number,
): RowConflict | null {
  const at = conflictOf[row] ?? -1;
  return at < 0 ? null : { right: conflicts.right[at]!, lostTo: conflicts.lostTo[at]!, gap: conflicts.gap[at]! };
}

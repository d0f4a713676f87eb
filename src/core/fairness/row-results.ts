import type { ClusterBook } from '../clusters/edits';
import type { SettledClusters } from '../clusters/settle';
import type { DecisionBook, RecordStatus } from '../decisions/log';
import type { Link, Sides } from '../model/types';
import { ROW_OUTCOMES, type RowOutcome, type RowResults } from './group-rates';

const OUTCOME_OF: Readonly<Record<RecordStatus, RowOutcome>> = {
  pending: 'pending',
  accepted: 'matched',
  none: 'rejected',
  absent: 'rejected',
  unsure: 'unsure',
};

/**
 * What came of every row of both tables. A left row is as its record was decided. A right row is matched where some left row accepted it,
 * unsure where a pair with it is, rejected where all that was said of it is no; a left row that has none of its candidates says nothing of
 * single right rows. Without a decision a row is linked where the program links it. O(rows + decisions).
 *
 * @param suggested the program's links, as they stand at the threshold in force
 */
export function rowResults(book: DecisionBook, suggested: readonly Link[], rowCounts: Sides<number>): Sides<RowResults> {
  const left = emptyResults(rowCounts.left);
  const right = emptyResults(rowCounts.right);
  const code = (outcome: RowOutcome): number => ROW_OUTCOMES.indexOf(outcome);
  for (const row of book.decidedRows()) {
    left.outcome[row] = code(OUTCOME_OF[book.statusOf(row)]);
    for (const [partner, verdict] of book.verdictsOf(row).pairs) {
      const said = verdict === 'match' ? 'matched' : verdict === 'possible' ? 'unsure' : 'rejected';
      right.outcome[partner] = stronger(right.outcome[partner]!, code(said));
    }
    for (const partner of book.acceptedOf(row)) {
      left.isLinked[row] = 1;
      right.isLinked[partner] = 1;
    }
  }
  for (const link of suggested) {
    if (left.outcome[link.left] !== 0) continue;
    left.isLinked[link.left] = 1;
    right.isLinked[link.right] = 1;
  }
  return { left, right };
}

/**
 * What came of every row of a table with duplicates. A row is linked where its cluster has others. Matched: confirmed together with others;
 * rejected: confirmed on its own; unsure: changed and not confirmed. O(rows).
 */
export function clusterResults(book: ClusterBook, { clusterOf }: SettledClusters): RowResults {
  const results = emptyResults(clusterOf.length);
  const sizes = new Uint32Array(clusterOf.length);
  for (const cluster of clusterOf) sizes[cluster]!++;
  clusterOf.forEach((cluster, row) => {
    const hasOthers = sizes[cluster]! > 1;
    results.isLinked[row] = Number(hasOthers);
    const placement = book.placementOf(row);
    if (!placement) return;
    const said = placement.isConfirmed ? (hasOthers ? 'matched' : 'rejected') : 'unsure';
    results.outcome[row] = ROW_OUTCOMES.indexOf(said);
  });
  return results;
}

const emptyResults = (count: number): RowResults => ({ outcome: new Uint8Array(count), isLinked: new Uint8Array(count) });

const STRENGTH: readonly RowOutcome[] = ['pending', 'rejected', 'unsure', 'matched'];
const strengthOf = (code: number): number => STRENGTH.indexOf(ROW_OUTCOMES[code]!);
const stronger = (a: number, b: number): number => (strengthOf(a) >= strengthOf(b) ? a : b);

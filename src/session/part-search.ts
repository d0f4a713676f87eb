import type { AliasGroup } from '../core/aliases/alias-group';
import { columnsRead } from '../core/candidates/columns-read';
import { choosePart, patchCandidates } from '../core/candidates/patch-candidates';
import { NO_CLEANING } from '../core/cleaning/steps';
import type { MatchSettings } from '../core/model/settings';
import type { CandidateSet, Dataset, Sides } from '../core/model/types';
import { cellReader, columnIndex, headOf, pickColumns, tableOfColumns } from '../core/table/cells';
import { spawnEvaluate } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { comparedTables } from './cleaned-tables';
import type { ReviewState } from './contract';
import { runMatch } from './engine';
import { handOver } from './handing-over';

/** The search may take this long before a whole match is the better answer. */
const LONGEST_MS = 120_000;

/**
 * Searches the rows that words of `groups` touch anew, with their candidates and some thousand other rows so that scores stay on the scale of
 * the whole, and puts what is found in the place of what they had. Scores lean on a part of the tables, so that they differ a little
 * from those of a whole match. Null where too many rows are touched, or none.
 *
 * @param settings with the groups in force now
 * @throws AppError as `runMatch`
 */
export async function searchPart(
  tables: Sides<Dataset>,
  review: ReviewState,
  settings: MatchSettings,
  groups: readonly AliasGroup[],
): Promise<{ readonly candidates: CandidateSet; readonly rows: number } | null> {
  const signal = AbortSignal.timeout(LONGEST_MS);
  const compared = await comparedTables(tables, settings.cleaning, signal);
  const read = columnsRead(settings);
  const handed = await handOver(compared, read);
  const touched = await withWorker(spawnEvaluate, (worker) =>
    worker.call('findTouched', { tables: handed.tables, groups, settings }, { signal, transfer: handed.transfer }),
  );
  const part = choosePart(review.candidates, touched);
  if (!part) return null;
  const rows = {
    left: takeRows(compared.left, part.left, read.left),
    right: takeRows(compared.right, part.right, read.right),
  };
  const alone = { ...settings, cleaning: NO_CLEANING };
  const found = await runMatch(rows, alone, { useCache: true }, { signal, onProgress: () => {} });
  const candidates = patchCandidates(review.candidates, part, found.candidates, settings.candidatesPerRow);
  return { candidates, rows: part.renewedCount };
}

/** Some rows of a table, ascending, with the columns named. O(cells). */
function takeRows(table: Dataset, rows: Uint32Array, names: ReadonlySet<string>): Dataset {
  const places = Array.from(names, (name) => columnIndex(table, name)).filter((column) => column >= 0);
  const picked = pickColumns(table, places);
  const cells = picked.columns.map((_, column) => Array.from(rows, cellReader(picked, column)));
  return tableOfColumns({ ...headOf(picked), rowCount: rows.length }, cells);
}

import type { MatchTask } from '../model/settings';
import type { Dataset, Side, Sides } from '../model/types';

type TableHead = Pick<Dataset, 'fingerprint' | 'columns' | 'rowCount' | 'source'>;

/** Tables of one project, and what it does with them. */
export interface ProjectTables {
  readonly task: MatchTask;
  readonly tables: Sides<TableHead | null>;
}

/** Why the decisions of another project do not speak of the same rows. `here` and `there` are names of files. */
export type TableDifference =
  | { readonly kind: 'task' }
  | { readonly kind: 'swapped' }
  | { readonly kind: 'missing'; readonly side: Side }
  | {
      readonly kind: 'rows';
      readonly side: Side;
      readonly here: string;
      readonly there: string;
      readonly rowsHere: number;
      readonly rowsThere: number;
    }
  | {
      readonly kind: 'columns';
      readonly side: Side;
      readonly here: string;
      readonly there: string;
      /** Columns that only one of the two has; both empty where only their order differs. */
      readonly onlyHere: readonly string[];
      readonly onlyThere: readonly string[];
    }
  | { readonly kind: 'cells'; readonly side: Side; readonly here: string; readonly there: string };

/** How two projects differ in what their decisions speak of; empty where every cell is the same. O(columns). */
export function compareTables(here: ProjectTables, there: ProjectTables): readonly TableDifference[] {
  if (here.task !== there.task) return [{ kind: 'task' }];
  const isSame = (a: TableHead | null, b: TableHead | null): boolean => a?.fingerprint === b?.fingerprint;
  const sides: readonly Side[] = here.task === 'deduplicate' ? ['left'] : ['left', 'right'];
  if (sides.every((side) => isSame(here.tables[side], there.tables[side]))) return [];
  const isSwapped = isSame(here.tables.left, there.tables.right) && isSame(here.tables.right, there.tables.left);
  if (sides.length === 2 && isSwapped) return [{ kind: 'swapped' }];
  return sides.flatMap((side): TableDifference[] => {
    const [a, b] = [here.tables[side], there.tables[side]];
    if (isSame(a, b)) return [];
    if (!a || !b) return [{ kind: 'missing', side }];
    const names = { side, here: a.source.fileName, there: b.source.fileName };
    if (a.rowCount !== b.rowCount) return [{ kind: 'rows', ...names, rowsHere: a.rowCount, rowsThere: b.rowCount }];
    const [mine, theirs] = [a.columns.map(({ name }) => name), b.columns.map(({ name }) => name)];
    if (JSON.stringify(mine) === JSON.stringify(theirs)) return [{ kind: 'cells', ...names }];
    const onlyHere = mine.filter((name) => !theirs.includes(name));
    const onlyThere = theirs.filter((name) => !mine.includes(name));
    return [{ kind: 'columns', ...names, onlyHere, onlyThere }];
  });
}

import type { Dataset } from '../../core/model/types';
import { type TableHead, tableOfColumns } from '../../core/table/cells';

/** A dataset as the first pages stored it, a string a cell: `values[column][row]`. */
export type OldDataset = TableHead & { readonly values: readonly (readonly string[])[] };

/** A stored dataset of any version as it is now. O(cells) for an old one. */
export function upgradeDataset(stored: Dataset | OldDataset): Dataset {
  if (!('values' in stored)) return stored;
  const { values, ...head } = stored;
  return tableOfColumns(head, values);
}

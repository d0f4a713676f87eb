import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import styles from './DataTable.module.css';

const features = tableFeatures({});
type Row = readonly string[];

interface DataTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  /** `rows[i][j]` is the cell of column j. Some hundred rows at the most: all are rendered. */
  readonly rows: readonly Row[];
  readonly rowHeader: string;
  /** What is shown as the number of row i. */
  readonly rowNumber: (row: number) => string;
}

/** A plain table of texts with row numbers; headers and numbers stay in view while it scrolls. */
export function DataTable({ label, columns, rows, rowHeader, rowNumber }: DataTableProps) {
  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () => columns.map((header, j) => ({ id: String(j), header: () => header, accessorFn: (row: Row) => row[j] ?? '' })),
    [columns],
  );
  const table = useTable({ features, columns: definitions, data: rows });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={label}>
      <table className={styles.table}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              <th scope="col" className={styles.number}>
                {rowHeader}
              </th>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" dir="auto">
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className={styles.number}>
                {rowNumber(row.index)}
              </th>
              {row.getAllCells().map((cell) => (
                <td key={cell.id} dir="auto" title={String(cell.getValue())}>
                  {String(cell.getValue())}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

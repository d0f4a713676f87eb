import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClusterError } from '../../core/evaluation/cluster-errors';
import { writeCsv } from '../../core/export/csv-writer';
import { downloadBlob } from '../../session/exporting';
import { useFormats } from '../../ui/format';
import { FindingsTable } from './FindingsTable';
import styles from './FindingsTable.module.css';

interface ClusterErrorListProps {
  /** The worst first. */
  readonly errors: readonly ClusterError[];
  readonly textOf: (row: number) => string;
}

const KINDS = ['all', 'joined', 'parted'] as const;
/** More are in the file to save. */
const MOST_SHOWN = 50;
const MOST_ROWS = 4;

/** Where the clusters differ from the true ones. */
export function ClusterErrorList({ errors, textOf }: ClusterErrorListProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [kind, setKind] = useState<string>('all');
  const shown = errors.filter((error) => kind === 'all' || error.kind === kind);
  const save = () => {
    const rows = errors.flatMap((error, at) =>
      error.parts.flatMap((part, place) =>
        part.map((row) => [String(at + 1), error.kind, String(place + 1), String(row + 1), textOf(row)]),
      ),
    );
    const table = { columns: ['difference', 'kind', 'part', 'row', 'text'], rows };
    const { blob } = writeCsv(table, { delimiter: ',', bom: true, neutraliseFormulas: true });
    downloadBlob(blob, 'rowlink-cluster-differences.csv');
  };
  return (
    <div className={styles.section}>
      <h2>{t('evaluate.clusters.differences')}</h2>
      {errors.length === 0 ? (
        <p>{t('evaluate.clusters.none')}</p>
      ) : (
        <FindingsTable
          title={t('evaluate.clusters.differences')}
          filter={{
            value: kind,
            choices: KINDS.map((value) => ({
              value,
              label: t('evaluate.audit.counted', {
                reason: t(`evaluate.clusters.kinds.${value}`),
                count: number(errors.filter((error) => value === 'all' || error.kind === value).length),
              }),
            })),
            onChoose: setKind,
          }}
          onSave={save}
          heads={(['kind', 'pairs', 'parts'] as const).map((name) => t(`evaluate.clusters.heads.${name}`))}
          hidden={shown.length - MOST_SHOWN}
        >
          {shown.slice(0, MOST_SHOWN).map((error) => (
            <tr key={`${error.kind} ${error.parts[0]![0]}`}>
              <th scope="row">
                {t(`evaluate.clusters.kinds.${error.kind}`)}
                <span className={styles.why}>{t(`evaluate.clusters.why.${error.kind}`)}</span>
              </th>
              <td>{number(error.pairs)}</td>
              <td>
                <ol className={styles.parts}>
                  {error.parts.map((rows) => (
                    <li key={rows[0]} dir="auto">
                      {rows.slice(0, MOST_ROWS).map((row) => (
                        <div key={row}>{t('evaluate.clusters.row', { row: number(row + 1), text: textOf(row) })}</div>
                      ))}
                      {rows.length > MOST_ROWS ? (
                        <div className={styles.why}>
                          {t('evaluate.clusters.moreRows', {
                            count: rows.length - MOST_ROWS,
                            formatted: number(rows.length - MOST_ROWS),
                          })}
                        </div>
                      ) : null}
                    </li>
                  ))}
                </ol>
              </td>
            </tr>
          ))}
        </FindingsTable>
      )}
    </div>
  );
}

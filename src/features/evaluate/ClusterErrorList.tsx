import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ClusterErrorColumns, clusterErrorAt } from '../../core/evaluation/cluster-error-columns';
import type { ClusterError } from '../../core/evaluation/cluster-errors';
import { type AppError, toAppError } from '../../core/model/errors';
import { saveRows } from '../../session/saving-rows';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { clusterErrorExport } from './cluster-error-table';
import { FindingsTable } from './FindingsTable';
import styles from './FindingsTable.module.css';

interface ClusterErrorListProps {
  /** The worst first. */
  readonly errors: ClusterErrorColumns;
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
  const [failure, setFailure] = useState<AppError | null>(null);
  const counts = useMemo(() => {
    const joined = errors.isJoined.reduce((sum, isJoined) => sum + isJoined, 0);
    return { all: errors.count, joined, parted: errors.count - joined };
  }, [errors]);
  const shown = useMemo(() => firstErrors(errors, kind), [errors, kind]);
  const total = kind === 'joined' ? counts.joined : kind === 'parted' ? counts.parted : counts.all;
  const save = async (): Promise<void> => {
    setFailure(null);
    await saveRows(clusterErrorExport(errors, textOf), 'rowlink-cluster-differences.csv').catch((thrown: unknown) =>
      setFailure(toAppError(thrown)),
    );
  };
  return (
    <div className={styles.section}>
      <h2>{t('evaluate.clusters.differences')}</h2>
      {errors.count === 0 ? (
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
                count: number(counts[value]),
              }),
            })),
            onChoose: setKind,
          }}
          onSave={() => void save()}
          heads={(['kind', 'pairs', 'parts'] as const).map((name) => t(`evaluate.clusters.heads.${name}`))}
          hidden={total - shown.length}
        >
          {shown.map((error) => (
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
      {failure ? <ErrorText error={failure} /> : null}
    </div>
  );
}

function firstErrors(errors: ClusterErrorColumns, kind: string): readonly ClusterError[] {
  const shown: ClusterError[] = [];
  for (let at = 0; at < errors.count && shown.length < MOST_SHOWN; at++) {
    if (kind === 'all' || (kind === 'joined') === (errors.isJoined[at] === 1)) shown.push(clusterErrorAt(errors, at));
  }
  return shown;
}

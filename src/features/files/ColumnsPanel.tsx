import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset } from '../../core/model/types';
import type { TableLook } from '../../core/table/look-at-table';
import { LOSSES } from '../../core/table/losses';
import { useFormats } from '../../ui/format';
import styles from './ColumnsPanel.module.css';
import { useTableLook } from './use-table-look';

/** What is in the columns, what is odd about them, and what other programs would have changed. Looked at when it is opened. */
export function ColumnsPanel({ dataset }: { readonly dataset: Dataset }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const look = useTableLook(dataset, isOpen);
  return (
    <details className={styles.panel} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('files.look.title')}</summary>
      {look ? <Look look={look} dataset={dataset} /> : <p role="status">{t('files.look.working')}</p>}
    </details>
  );
}

function Look({ look, dataset }: { readonly look: TableLook; readonly dataset: Dataset }) {
  const { t } = useTranslation();
  const { number, share } = useFormats();
  const kept = look.columns.flatMap((column) =>
    LOSSES.filter((loss) => column.losses[loss] > 0).map((loss) => ({
      loss,
      name: column.name,
      count: column.losses[loss],
      example: column.example[loss] ?? '',
    })),
  );
  const odd = look.columns
    .filter(({ padded }) => padded > 0)
    .map(({ name, padded }) => t('files.look.padded', { count: padded, formatted: number(padded), column: name }));
  return (
    <div className={styles.content}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('files.look.tableOf', { file: dataset.source.fileName })}>
        <table className={styles.table}>
          <thead>
            <tr>
              {(['column', 'kind', 'filled', 'distinct', 'longest', 'values'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`files.look.heads.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {look.columns.map(({ name, kind, filled, distinct, longest, frequent, samples }) => (
              <tr key={name}>
                <th scope="row" dir="auto">
                  {name}
                </th>
                <td>{t(`files.look.kinds.${kind}`)}</td>
                <td>{share(dataset.rowCount === 0 ? 0 : filled / dataset.rowCount)}</td>
                <td>{number(distinct)}</td>
                <td>{number(longest)}</td>
                <td className={styles.values} dir="auto">
                  {frequent.length > 0
                    ? frequent
                        .map(({ value, count }) => t('files.look.counted', { value: short(value), count: number(count) }))
                        .join(' · ')
                    : samples.map(short).join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {odd.length > 0 ? (
        <div>
          <h3>{t('files.look.odd')}</h3>
          <ul>
            {odd.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <div>
        <h3>{t('files.look.kept')}</h3>
        {kept.length === 0 ? (
          <p>{t('files.look.keptNothing')}</p>
        ) : (
          <ul>
            {kept.map(({ loss, name, count, example }) => (
              <li key={`${name} ${loss}`}>
                {t(`files.look.losses.${loss}`, { count, formatted: number(count), column: name, example: short(example) })}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

const LONGEST_SHOWN = 40;
const short = (value: string): string => (value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);

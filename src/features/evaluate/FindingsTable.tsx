import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { type Choice, Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './FindingsTable.module.css';

interface FindingsTableProps {
  readonly title: string;
  readonly filter: { readonly value: string; readonly choices: readonly Choice[]; readonly onChoose: (value: string) => void };
  readonly onSave: () => void;
  readonly heads: readonly string[];
  /** Rows of the table. */
  readonly children: ReactNode;
  /** Findings that are not shown, as there are too many. */
  readonly hidden: number;
}

/** Findings in a table that scrolls, with a filter, and all of them to save. */
export function FindingsTable({ title, filter, onSave, heads, children, hidden }: FindingsTableProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <>
      <div className={styles.controls}>
        <Field label={t('evaluate.audit.filter')}>
          <Select {...filter} />
        </Field>
        <Button onClick={onSave}>{t('evaluate.audit.save')}</Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={title}>
        <table className={styles.table}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
      {hidden > 0 ? (
        <p className={styles.muted}>{t('evaluate.audit.more', { count: hidden, formatted: number(hidden) })}</p>
      ) : null}
    </>
  );
}

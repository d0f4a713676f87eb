import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { planGolden } from '../../core/clusters/edits';
import { choosePick, chooseRule } from '../../core/clusters/golden-choices';
import { createGoldenRecords, SURVIVOR_RULES, type SurvivorRule } from '../../core/clusters/golden-record';
import type { Dataset } from '../../core/model/types';
import { cellAt } from '../../core/table/cells';
import type { ClusterReview } from '../../session/contract';
import { useSession } from '../../session/react';
import { Button } from '../../ui/Button';
import { DiffText, PlainText } from '../../ui/DiffText';
import { Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { Kbd } from '../../ui/Kbd';
import styles from './ClusterDetail.module.css';

/** Members side by side at first; a larger cluster shows the others on demand. */
const SHOWN_AT_FIRST = 30;

interface ClusterDetailProps {
  readonly dataset: Dataset;
  readonly review: ClusterReview;
  /** Rows of the cluster, ascending. */
  readonly rows: Uint32Array;
  readonly selected: ReadonlySet<number>;
  readonly isReadOnly: boolean;
  readonly onToggle: (row: number) => void;
}

/** The members as columns and their fields as lines, the record that is kept first, differences from it marked. */
export function ClusterDetail({ dataset, review, rows, selected, isReadOnly, onToggle }: ClusterDetailProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const [most, setMost] = useState(SHOWN_AT_FIRST);
  const { golden } = review.settings;
  // Reads every date of the table where the newest cell is kept.
  const keep = useMemo(() => createGoldenRecords(dataset, golden), [dataset, golden]);
  const goldenRow = useMemo(() => keep(rows), [keep, rows]);
  const fields = useMemo(() => orderedFields(dataset, review.on), [dataset, review.on]);
  const shown = rows.subarray(0, most);
  const ruleOf = (column: string): SurvivorRule => new Map(golden.columnRules).get(column) ?? golden.rule;
  const setRule = (column: string, rule: string): void => {
    const known = SURVIVOR_RULES.find((name) => name === rule);
    if (!known) return;
    void session.clusters.edit((book, at) => planGolden(book, chooseRule(book.golden, column, known), at));
  };
  const pick = (column: string, row: number | null): void => {
    void session.clusters.edit((book, at) =>
      planGolden(book, choosePick(book.golden, column, row, rows, book.entries.length + 1), at),
    );
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={t('clusters.members')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.field}>
              {t('clusters.field')}
            </th>
            <th scope="col" className={styles.golden}>
              {t('clusters.golden')}
            </th>
            {Array.from(shown, (row, at) => (
              <th key={row} scope="col" className={selected.has(row) ? styles.selected : undefined}>
                <label className={styles.member}>
                  <input type="checkbox" checked={selected.has(row)} disabled={isReadOnly} onChange={() => onToggle(row)} />
                  {t('clusters.member', { row: number(row + 1) })}
                  {at < 9 ? <Kbd>{String(at + 1)}</Kbd> : null}
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(({ column, name, isCompared }) => {
            const source = goldenRow[column]!;
            const kept = cellAt(dataset, column, source);
            return (
              <tr key={column} className={isCompared ? styles.compared : undefined}>
                <th scope="row" className={styles.field} dir="auto">
                  {name}
                </th>
                <td className={styles.golden}>
                  <PlainText text={kept} />
                  {rows.length > 1 ? (
                    <span className={styles.source}>
                      <Select
                        className={styles.rule}
                        aria-label={t('clusters.ruleOf', { column: name })}
                        disabled={isReadOnly}
                        value={ruleOf(name)}
                        choices={SURVIVOR_RULES.map((value) => ({ value, label: t(`clusters.rules.${value}`) }))}
                        onChoose={(rule) => setRule(name, rule)}
                      />
                      {t('clusters.from', { row: number(source + 1) })}
                      {review.book.golden.picksWithin(name, rows).length > 0 ? (
                        <Button
                          look="quiet"
                          className={styles.use}
                          disabled={isReadOnly}
                          aria-label={t('clusters.byRuleOf', { column: name })}
                          onClick={() => pick(name, null)}
                        >
                          {t('clusters.byRule')}
                        </Button>
                      ) : null}
                    </span>
                  ) : null}
                </td>
                {Array.from(shown, (row) => {
                  const text = cellAt(dataset, column, row);
                  const isEmpty = text.trim() === '';
                  return (
                    <td key={row} className={selected.has(row) ? styles.selected : undefined}>
                      {isEmpty || kept.trim() === '' ? <PlainText text={text} /> : <DiffText text={text} other={kept} />}
                      {!isEmpty && text !== kept ? (
                        <Button
                          look="quiet"
                          className={styles.use}
                          disabled={isReadOnly}
                          aria-label={t('clusters.useCell', { column: name, row: number(row + 1) })}
                          onClick={() => pick(name, row)}
                        >
                          {t('clusters.use')}
                        </Button>
                      ) : null}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > most ? (
        <Button className={styles.more} onClick={() => setMost(most + SHOWN_AT_FIRST)}>
          {t('clusters.moreMembers', { count: rows.length - most })}
        </Button>
      ) : null}
    </section>
  );
}

/** Compared columns first, in their order. */
function orderedFields(dataset: Dataset, on: readonly string[]) {
  const fields = dataset.columns.map(({ name }, column) => ({ name, column, place: on.indexOf(name) }));
  const compared = fields.filter(({ place }) => place >= 0).sort((a, b) => a.place - b.place);
  return [...compared, ...fields.filter(({ place }) => place < 0)].map(({ name, column, place }) => ({
    name,
    column,
    isCompared: place >= 0,
  }));
}

import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset } from '../../core/model/types';
import { cellReader, columnIndex } from '../../core/table/cells';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { percent } from '../../ui/percent';
import { usePageKeys } from '../../ui/use-page-keys';
import styles from './ClassifyPage.module.css';
import { countOpen, nextToReview, type Sorting } from './sorted-rows';

type Command = { readonly kind: 'label'; readonly place: number } | { readonly kind: 'skip' | 'undo' };
const MOST_KEYS = 9;

/** Rows one by one, least sure first: what they are is told by a key, and kept at once. */
export function ReviewQueue({ sorting, table }: { readonly sorting: Sorting; readonly table: Dataset }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const { isReadOnly, sorting: state } = useSessionState();
  const [skipped, setSkipped] = useState<ReadonlySet<number>>(new Set());
  const [said, setSaid] = useState('');
  const { sorted, decisions } = sorting;
  const open = useMemo(() => countOpen(sorted), [sorted]);
  const { row, left } = useMemo(() => nextToReview(sorting, open, skipped), [sorting, open, skipped]);
  const readers = useMemo(
    () => sorted.on.map((name) => ({ name, read: cellReader(table, columnIndex(table, name)) })),
    [sorted.on, table],
  );
  const { labels, rows } = sorted;
  const decide = (place: number): void => {
    const label = labels[place];
    if (row === null || label === undefined || isReadOnly) return;
    setSaid(t('classifying.decided', { row: number(row + 1), label }));
    void session.sorting.decide(row, label);
  };
  const undo = async (): Promise<void> => {
    const back = await session.sorting.undo();
    if (back === null) return;
    setSkipped((before) => new Set([...before].filter((one) => one !== back)));
    setSaid(t('classifying.undone', { row: number(back + 1) }));
  };
  const skip = (): void => {
    if (row !== null) setSkipped((before) => new Set(before).add(row));
  };
  usePageKeys<Command>(commandOf, (command) => {
    if (command.kind === 'label') decide(command.place);
    else if (command.kind === 'skip') skip();
    else void undo();
  });
  return (
    <section className={styles.section} aria-labelledby="classify-queue">
      <h2 id="classify-queue">{t('classifying.queue')}</h2>
      <p className={styles.muted}>{t('classifying.queueLead', { left: number(left), done: number(decisions.size) })}</p>
      <p role="status" className={styles.status}>
        {said}
      </p>
      <div className={styles.card}>
        {row === null ? (
          <p>{t('classifying.queueEmpty')}</p>
        ) : (
          <>
            <dl className={styles.record}>
              {readers.map(({ name, read }) => (
                <div key={name}>
                  <dt dir="auto">{name}</dt>
                  <dd dir="auto">{read(row) || t('common.empty')}</dd>
                </div>
              ))}
            </dl>
            <p className={styles.muted}>
              {t('classifying.unsureBetween', {
                row: number(row + 1),
                first: labels[rows.label[row]!],
                share: percent(rows.probability[row]!, i18n.language),
                second: labels[rows.second[row]!],
                secondShare: percent(rows.secondProbability[row]!, i18n.language),
              })}
            </p>
            <fieldset className={styles.actions} aria-label={t('classifying.giveLabel')}>
              {labels.map((label, place) => (
                <Button
                  key={label}
                  look={place === rows.label[row] ? 'main' : 'plain'}
                  disabled={isReadOnly}
                  hint={place < MOST_KEYS ? String(place + 1) : undefined}
                  aria-keyshortcuts={place < MOST_KEYS ? String(place + 1) : undefined}
                  onClick={() => decide(place)}
                >
                  <span dir="auto">{label}</span>
                </Button>
              ))}
            </fieldset>
          </>
        )}
        <div className={styles.actions}>
          <Button look="quiet" hint="S" aria-keyshortcuts="s" disabled={row === null} onClick={skip}>
            {t('classifying.skip')}
          </Button>
          <Button
            look="quiet"
            hint="Z"
            aria-keyshortcuts="z"
            disabled={decisions.size === 0 || isReadOnly}
            onClick={() => void undo()}
          >
            {t('classifying.undo')}
          </Button>
          {sorted.way === 'classifier' ? null : (
            <Button
              disabled={decisions.size === 0 || state.run !== null || isReadOnly}
              onClick={() => void session.sorting.start()}
            >
              {t('classifying.learn')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

function commandOf(event: KeyboardEvent): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (/^[1-9]$/u.test(event.key)) return { kind: 'label', place: Number(event.key) - 1 };
  const key = event.key.toLowerCase();
  return key === 's' ? { kind: 'skip' } : key === 'z' ? { kind: 'undo' } : null;
}

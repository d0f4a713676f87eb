import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCellMeetings } from '../../../core/aliases/apply-aliases';
import type { Dataset, Sides } from '../../../core/model/types';
import { cellAt } from '../../../core/table/cells';
import type { ReviewState } from '../../../session/contract';
import { Button } from '../../../ui/Button';
import { PlainText } from '../../../ui/DiffText';
import { useFormats } from '../../../ui/format';
import { isPageNarrower } from '../../../ui/rem';
import { RemarkMarks } from '../queue/RemarkMarks';
import { StatusMark } from '../queue/StatusMark';
import { CandidateCard } from './CandidateCard';
import { ComparedAs } from './ComparedAs';
import type { FieldRow } from './field-rows';
import styles from './RecordPanel.module.css';
import { conflictOfRow } from './row-conflict';

/** Shown before "more" is asked for: the keys 1 to 9 and one. */
const SHOWN = 10;
const STACKED_BELOW_REM = 51;

interface RecordPanelProps {
  readonly row: number;
  readonly review: ReviewState;
  readonly datasets: Sides<Dataset>;
  readonly compared: Sides<Dataset>;
  readonly fields: readonly FieldRow[];
  readonly picked: number | null;
  readonly marksDifferences: boolean;
  /** Scores are not shown, and all candidates at once: their order means nothing. */
  readonly isBlind: boolean;
  /** What a language model said of a pair. */
  readonly judgementOf?: ((left: number, right: number) => ReactNode) | undefined;
  readonly onPick: (right: number) => void;
  readonly onPickAndAccept: (right: number) => void;
  readonly onGoTo: (left: number) => void;
}

/** The left record and its candidates, field beside field. */
export function RecordPanel({
  row,
  review,
  datasets,
  compared,
  fields,
  picked,
  marksDifferences,
  isBlind,
  judgementOf,
  onPick,
  onPickAndAccept,
  onGoTo,
}: RecordPanelProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [openRow, setOpenRow] = useState(-1);
  const panel = useRef<HTMLElement>(null);
  const shownRow = useRef(row);
  useEffect(() => {
    if (shownRow.current === row) return;
    shownRow.current = row;
    panel.current?.scrollTo(0, 0);
    // On small screens the page scrolls, not the panel.
    if (isPageNarrower(STACKED_BELOW_REM)) panel.current?.scrollIntoView({ block: 'start' });
  }, [row]);
  const { candidates, suggestedOf, book } = review;
  const from = candidates.offsets[row]!;
  const to = candidates.offsets[row + 1]!;
  const count = isBlind || openRow === row ? to - from : Math.min(SHOWN, to - from);
  const conflict = conflictOfRow(review, row);
  const accepted = new Set(book.acceptedOf(row));
  const listed = new Set(candidates.right.subarray(from, to));
  // Found by hand: before the candidates, and without a place among them.
  const byHand = [...accepted].filter((right) => !listed.has(right)).map((right) => ({ right, place: -1, score: Number.NaN }));
  const ranked = Array.from({ length: count }, (_, place) => ({
    right: candidates.right[from + place]!,
    place,
    score: candidates.matchScore[from + place]!,
  }));
  const shown = [...byHand, ...ranked];
  const { pairs } = book.verdictsOf(row);
  const meetings = useMemo(() => {
    const columns = { left: compared.left.columns, right: compared.right.columns };
    return createCellMeetings(review.settings, (side, name, at) =>
      cellAt(
        compared[side],
        columns[side].findIndex((column) => column.name === name),
        at,
      ),
    );
  }, [review.settings, compared]);
  const remark = book.remarkOf(row);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    <section ref={panel} className={styles.panel} tabIndex={0} data-own-arrows aria-label={t('review.panel')}>
      <div className={styles.comparison} style={{ gridTemplateRows: `auto repeat(${fields.length}, auto)` }}>
        <div className={styles.record} data-tour="record">
          <div className={styles.head}>
            <h2>{t('review.recordHeading', { row: number(row + 1) })}</h2>
            <StatusMark status={book.statusOf(row)} />
            {remark.isFlagged ? <RemarkMarks remark={{ ...remark, note: '' }} /> : null}
            {remark.note === '' ? null : (
              <p className={styles.note} dir="auto">
                <span aria-hidden="true">✎</span> {remark.note}
              </p>
            )}
          </div>
          <dl className={styles.fields}>
            {fields.map((field) => {
              const column = datasets.left.columns[field.left];
              const partner = datasets.right.columns[field.right];
              return (
                <div key={`${field.left}:${field.right}`} className={field.isCompared ? styles.compared : styles.field}>
                  <dt className={styles.label}>
                    {column ? <bdi>{column.name}</bdi> : <bdi className={styles.foreign}>{partner?.name}</bdi>}
                    {column && partner && column.name !== partner.name ? (
                      <span className={styles.partner}>
                        {' '}
                        ↔ <bdi>{partner.name}</bdi>
                      </span>
                    ) : null}
                  </dt>
                  <dd>
                    {column ? <PlainText text={cellAt(datasets.left, field.left, row)} /> : '–'}
                    <ComparedAs shown={datasets.left} compared={compared.left} column={field.left} row={row} />
                  </dd>
                </div>
              );
            })}
          </dl>
        </div>
        {shown.length === 0 ? <p className={styles.nothing}>{t('review.noCandidate')}</p> : null}
        {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of lists without bullets. */}
        <ul className={styles.candidates} role="list" aria-label={t('review.candidates')} hidden={shown.length === 0}>
          {shown.map(({ right, place, score }) => {
            return (
              <CandidateCard
                key={right}
                place={place}
                right={right}
                score={score}
                left={row}
                datasets={datasets}
                compared={compared.right}
                fields={fields}
                marksDifferences={marksDifferences}
                isBlind={isBlind}
                judgement={judgementOf?.(row, right)}
                aliases={meetings(row, right)}
                isPicked={right === picked}
                isAccepted={accepted.has(right)}
                isRejected={pairs.get(right) === 'non-match'}
                isSuggested={suggestedOf[row] === right}
                conflict={conflict?.right === right ? conflict : null}
                onGoTo={onGoTo}
                heldBy={book.holdersOf(right).find((holder) => holder !== row) ?? null}
                onPick={() => onPick(right)}
                onAccept={() => onPickAndAccept(right)}
              />
            );
          })}
        </ul>
      </div>
      {count < to - from ? (
        <Button look="quiet" onClick={() => setOpenRow(row)}>
          {t('review.moreCandidates', { count: to - from - count })}
        </Button>
      ) : null}
    </section>
  );
}

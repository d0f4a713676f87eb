import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AliasMeeting } from '../../../core/aliases/apply-aliases';
import type { Dataset, Sides } from '../../../core/model/types';
import { cellAt } from '../../../core/table/cells';
import { DiffText, PlainText } from '../../../ui/DiffText';
import { useFormats } from '../../../ui/format';
import { Kbd } from '../../../ui/Kbd';
import styles from './CandidateCard.module.css';
import { ComparedAs } from './ComparedAs';
import type { FieldRow } from './field-rows';
import type { RowConflict } from './row-conflict';
import { useScoreText } from './ScoreText';

interface CandidateCardProps {
  /** 0-based rank; −1 for a row that was found by hand. */
  readonly place: number;
  readonly left: number;
  readonly right: number;
  readonly score: number;
  readonly datasets: Sides<Dataset>;
  /** The right table with its cells as they are compared. */
  readonly compared: Dataset;
  readonly fields: readonly FieldRow[];
  readonly marksDifferences: boolean;
  readonly isBlind: boolean;
  /** What a language model said of the pair, where it was asked. */
  readonly judgement?: ReactNode;
  /** Words of both records that mean the same, as somebody taught it. */
  readonly aliases: readonly AliasMeeting[];
  readonly isPicked: boolean;
  readonly isAccepted: boolean;
  readonly isRejected: boolean;
  readonly isSuggested: boolean;
  readonly heldBy: number | null;
  readonly conflict: RowConflict | null;
  readonly onGoTo: (left: number) => void;
  readonly onPick: () => void;
  readonly onAccept: () => void;
}

export function CandidateCard(props: CandidateCardProps) {
  const { place, left, right, datasets, fields, isPicked, isBlind } = props;
  const { t } = useTranslation();
  const { number, score: formatScore } = useFormats();
  const scoreText = useScoreText();
  const score = place < 0 ? t('review.byHand') : isBlind ? '' : scoreText(props.score);
  const numbers = { n: place + 1, row: number(right + 1) };
  const name = isBlind ? t('review.blind.pick', numbers) : t('review.pick', { ...numbers, score });
  const hasKey = place >= 0 && place < 9;
  const card = useRef<HTMLLIElement>(null);
  const wasPicked = useRef(isPicked);
  useEffect(() => {
    // A new record stays at its first candidate unless another one is picked.
    if (isPicked && (place > 0 || !wasPicked.current)) card.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    wasPicked.current = isPicked;
  }, [isPicked, place]);

  return (
    <li
      ref={card}
      data-tour={isPicked ? 'picked' : undefined}
      className={`${styles.card} ${isPicked ? styles.picked : ''} ${props.isRejected ? styles.rejected : ''}`}
    >
      <div className={styles.top}>
        <button
          type="button"
          className={styles.head}
          aria-pressed={isPicked}
          aria-label={place < 0 ? t('review.pickByHand', { row: number(right + 1) }) : name}
          aria-keyshortcuts={hasKey ? String(place + 1) : undefined}
          onClick={props.onPick}
          onDoubleClick={props.onAccept}
        >
          <span className={styles.title}>
            {hasKey ? <Kbd>{String(place + 1)}</Kbd> : null} {t('review.candidateHeading', { row: number(right + 1) })}
          </span>
          <span className={styles.score}>{score}</span>
        </button>
        <p className={styles.marks}>
          {props.isSuggested ? <span className={styles.suggested}>★ {t('review.suggested')}</span> : null}
          {props.isAccepted ? <span className={styles.accepted}>✓ {t('review.acceptedMark')}</span> : null}
          {props.isRejected ? <span className={styles.rejectedMark}>✕ {t('review.rejectedMark')}</span> : null}
          {props.conflict === null ? null : (
            <button type="button" className={styles.conflict} onClick={() => props.onGoTo(props.conflict!.lostTo)}>
              {t(props.conflict.gap > 0 ? 'review.lostTo' : 'review.givenTo', {
                row: number(props.conflict.lostTo + 1),
                gap: formatScore(Math.abs(props.conflict.gap)),
              })}
            </button>
          )}
          {props.heldBy === null ? null : (
            <span className={styles.held}>{t('review.heldBy', { row: number(props.heldBy + 1) })}</span>
          )}
        </p>
        {props.aliases.length === 0 ? null : (
          <p className={styles.taught}>
            {t('aliases.why.title')}:{' '}
            {props.aliases.map((met, at) => (
              <span key={`${met.left}\n${met.right}`}>
                {at === 0 ? '' : ' · '}
                <bdi>{met.left}</bdi> = <bdi>{met.right}</bdi>
              </span>
            ))}
          </p>
        )}
        {props.judgement}
      </div>
      <dl className={styles.fields}>
        {fields.map((field) => {
          const column = datasets.right.columns[field.right];
          const text = cellAt(datasets.right, field.right, right);
          const other = field.left < 0 ? undefined : cellAt(datasets.left, field.left, left);
          return (
            <div key={`${field.left}:${field.right}`} className={field.isCompared ? styles.compared : styles.field}>
              <dt className={styles.label}>
                <bdi>{column?.name ?? datasets.left.columns[field.left]?.name}</bdi>
              </dt>
              <dd>
                {column === undefined ? (
                  <span className={styles.absent}>–</span>
                ) : text.trim() === '' || other === undefined || !props.marksDifferences ? (
                  <PlainText text={text} />
                ) : (
                  <DiffText text={text} other={other} />
                )}
                <ComparedAs shown={datasets.right} compared={props.compared} column={field.right} row={right} />
              </dd>
            </div>
          );
        })}
      </dl>
    </li>
  );
}

import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { RecordStatus } from '../../../core/decisions/log';
import { timeLeft } from '../../../core/decisions/pace';
import type { ReviewPart } from '../../../core/decisions/split';
import type { ReviewState } from '../../../session/contract';
import { useFormats } from '../../../ui/format';
import { Progress } from '../../../ui/Progress';
import styles from './ProgressLine.module.css';
import { STATUS_CODES } from './review-view';
import { usePace } from './use-pace';
import type { PartRows } from './use-part';
import { useTimeTexts } from './use-time-text';

interface ProgressLineProps {
  readonly review: Pick<ReviewState, 'book' | 'version'>;
  readonly statuses: Uint8Array;
  /** Left rows that pass the filters. */
  readonly order: Uint32Array;
  /** What is this person's to decide: null for all, `mine` also until it is known. */
  readonly part: ReviewPart | null;
  readonly mine: PartRows | null;
  /** What is shown of it. */
  readonly children?: ReactNode;
}

/** How much is decided of what is to be decided, how, at what pace, and how long the rest takes. */
export function ProgressLine({ review, statuses, order, part, mine, children }: ProgressLineProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { time, rate } = useTimeTexts();
  const { recent } = usePace(review);
  const counts = useMemo(() => {
    const found = STATUS_CODES.map(() => 0);
    for (let left = 0; left < statuses.length; left++) if (mine === null || mine.isMine[left] === 1) found[statuses[left]!]!++;
    const of = (status: RecordStatus): number => found[STATUS_CODES.indexOf(status)]!;
    return { pending: of('pending'), accepted: of('accepted'), none: of('none'), absent: of('absent'), unsure: of('unsure') };
  }, [statuses, mine]);
  const { pending, accepted, none, absent, unsure } = counts;
  const total = mine?.count ?? statuses.length;
  const shownPending = useMemo(() => order.reduce((count, left) => count + Number(statuses[left] === 0), 0), [order, statuses]);
  const label = t('review.progress', { decided: number(total - pending), total: number(total) });
  const left = recent && shownPending > 0 ? time(timeLeft(recent, shownPending).about) : null;
  return (
    <div className={styles.line}>
      <Progress done={total - pending} total={total} label={label} />
      <div className={styles.text}>
        {part === null ? null : (
          <span className={styles.part}>
            {t('pace.part.meOf', { reviewer: number(part.reviewer), reviewers: number(part.reviewers) })}
          </span>
        )}
        <strong>{label}</strong>
        <span className={styles.muted}>
          {t('review.progressMore', {
            accepted: number(accepted),
            none: number(none),
            absent: number(absent),
            unsure: number(unsure),
          })}
        </span>
        {pending === 0 && total > 0 ? (
          <span className={styles.done}>
            {t('review.allDone')} <Link href="/export">{t('review.toExport')}</Link>
          </span>
        ) : null}
        {recent ? <span>{rate(recent.perMinute)}</span> : null}
        {left === null ? null : (
          <span title={t('pace.leftTip')}>
            {shownPending === pending
              ? t('pace.left', { time: left })
              : t('pace.shownLeft', { count: shownPending, formatted: number(shownPending), time: left })}
          </span>
        )}
        {children}
        <Link href="/evaluate" className={styles.link}>
          {t('places.evaluate')}
        </Link>
      </div>
    </div>
  );
}

import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { timeLeft } from '../../../core/decisions/pace';
import type { ReviewPart } from '../../../core/decisions/split';
import type { ReviewState } from '../../../session/contract';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import { Progress } from '../../../ui/Progress';
import { VisuallyHidden } from '../../../ui/VisuallyHidden';
import type { StatusCounts } from './count-statuses';
import styles from './ProgressLine.module.css';
import { usePace } from './use-pace';
import { useTimeTexts } from './use-time-text';

interface ProgressLineProps {
  readonly review: Pick<ReviewState, 'book' | 'version'>;
  readonly statuses: Uint8Array;
  /** Of this person's part. */
  readonly counts: StatusCounts;
  /** Left rows that pass the filters. */
  readonly order: Uint32Array;
  /** What is this person's to decide; null for all. */
  readonly part: ReviewPart | null;
  readonly onOpen: () => void;
  /** What is shown of it. */
  readonly children?: ReactNode;
}

/** How much is decided of what is to be decided, how, at what pace, and how long the rest takes. */
export function ProgressLine({ review, statuses, counts, order, part, onOpen, children }: ProgressLineProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { time, rate } = useTimeTexts();
  const { recent } = usePace(review);
  const { pending, accepted, none, absent, unsure, total } = counts;
  const shownPending = useMemo(() => {
    let count = 0;
    for (let place = 0; place < order.length; place++) if (statuses[order[place]!] === 0) count++;
    return count;
  }, [order, statuses]);
  const label = t('review.progress', { decided: number(total - pending), total: number(total) });
  const rest = recent && shownPending > 0 ? time(timeLeft(recent, shownPending).about) : null;
  const left =
    rest === null
      ? null
      : shownPending === pending
        ? t('pace.left', { time: rest })
        : t('pace.shownLeft', { count: shownPending, formatted: number(shownPending), time: rest });
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
        {children}
        <span className={styles.links}>
          <Button look="quiet" className={styles.open} title={t('pace.leftTip')} onClick={onOpen}>
            {recent ? (
              <>
                <VisuallyHidden>{t('pace.open')}</VisuallyHidden>
                {left === null ? rate(recent.perMinute) : `${rate(recent.perMinute)}, ${left}`}
              </>
            ) : (
              t('pace.open')
            )}
          </Button>
          <Link href="/evaluate">{t('places.evaluate')}</Link>
          <Link href="/map">{t('places.map')}</Link>
        </span>
      </div>
    </div>
  );
}

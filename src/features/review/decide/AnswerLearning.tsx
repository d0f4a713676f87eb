import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LearnedReview } from '../../../core/learning/learned-review';
import type { ReviewState } from '../../../session/contract';
import { useSession } from '../../../session/react';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import { useRemembered } from '../../../ui/remembered';
import { STATUS_CODES } from '../queue/review-view';
import styles from './AnswerLearning.module.css';

/** Fewer answers say little about scores. */
const LEAST_ANSWERS = 15;
const LEAST_ACCEPTED = 3;
/** Answers between two fits that are made by themselves. */
const BATCH = 10;

/** Fits scores to the answers so far; says what that changed, and takes it back. The way to tuning the model itself is beside it. */
export function AnswerLearning(props: {
  readonly review: ReviewState;
  readonly statuses: Uint8Array;
  readonly isReadOnly: boolean;
}) {
  const { review, statuses, isReadOnly } = props;
  const { learned } = review;
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const [isLearning, setIsLearning] = useState(false);
  const [again, setAgain] = useRemembered('learn-again', 'off');
  const { answers, accepted } = useMemo(() => countAnswers(statuses), [statuses]);
  const isEnough = answers >= LEAST_ANSWERS && accepted >= LEAST_ACCEPTED;
  const isBlocked = isReadOnly || isLearning || review.isProvisional;

  const run = async (work: () => Promise<boolean>) => {
    setIsLearning(true);
    await work();
    setIsLearning(false);
  };
  /** Answers when scores were last fitted, by hand or by themselves. */
  const fittedAt = useRef(answers);
  const learn = () => {
    fittedAt.current = answers;
    void run(session.learnFromAnswers);
  };
  const isDue = again === 'on' && learned !== undefined && isEnough && !isBlocked && answers - fittedAt.current >= BATCH;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once when it is due.
  useEffect(() => {
    if (isDue) learn();
  }, [isDue]);

  if (!learned && !isEnough) return null;
  return (
    <section className={styles.panel} aria-label={t('review.answers.title')}>
      <div aria-live="polite">{learned ? <LearnedLine learned={learned} /> : null}</div>
      <div className={styles.actions}>
        {learned && !isLearning && answers <= learned.report.records ? null : (
          <Button disabled={isBlocked || !isEnough} onClick={learn}>
            {isLearning ? t('review.learning') : t('review.answers.learn', { formatted: number(answers) })}
          </Button>
        )}
        {learned ? (
          <>
            <Button look="quiet" disabled={isBlocked} onClick={() => void run(session.forgetAnswers)}>
              {t('review.answers.undo')}
            </Button>
            <label className={styles.again} title={t('review.answers.againHint')}>
              <input
                type="checkbox"
                checked={again === 'on'}
                disabled={isReadOnly}
                onChange={(event) => setAgain(event.target.checked ? 'on' : 'off')}
              />
              {t('review.answers.again', { count: BATCH })}
            </label>
          </>
        ) : null}
        <Link href="/tune" className={styles.tune}>
          {t('tuning.entry.review')}
        </Link>
      </div>
    </section>
  );
}

function LearnedLine({ learned: { report, change } }: { readonly learned: LearnedReview }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const formatted = number(report.records);
  if (report.kind === 'program') return <p className={styles.text}>{t('review.answers.kept', { formatted })}</p>;
  const more = change.linksAfter - change.linksBefore;
  const links =
    more === 0
      ? t('review.answers.same')
      : t(more > 0 ? 'review.answers.more' : 'review.answers.fewer', { formatted: number(Math.abs(more)) });
  const error = (value: number) => value.toFixed(3);
  return (
    <p className={styles.text}>
      {t('review.answers.done', { count: report.records, formatted, best: number(change.best), links })}{' '}
      <span className={styles.muted}>
        {t('review.answers.error', { before: error(report.errorBefore), after: error(report.errorAfter) })}
      </span>
    </p>
  );
}

/** Records with an answer that says what is a match. O(rows). */
function countAnswers(statuses: Uint8Array): { readonly answers: number; readonly accepted: number } {
  const acceptedCode = STATUS_CODES.indexOf('accepted');
  const noneCode = STATUS_CODES.indexOf('none');
  const absentCode = STATUS_CODES.indexOf('absent');
  let accepted = 0;
  let denied = 0;
  for (const code of statuses) {
    if (code === acceptedCode) accepted++;
    else if (code === noneCode || code === absentCode) denied++;
  }
  return { answers: accepted + denied, accepted };
}

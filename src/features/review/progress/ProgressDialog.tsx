import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Pace, type Tally, timeLeft } from '../../../core/decisions/pace';
import type { ReviewState } from '../../../session/contract';
import { Dialog } from '../../../ui/Dialog';
import { Field, Select } from '../../../ui/Field';
import { numberLocale, useFormats } from '../../../ui/format';
import type { StatusCounts } from './count-statuses';
import { PaceChart } from './PaceChart';
import { ProgressChart } from './ProgressChart';
import styles from './ProgressDialog.module.css';
import { usePace } from './use-pace';
import { useProgressCurve } from './use-progress-curve';
import { useTimeTexts } from './use-time-text';
import { useUnseen } from './use-unseen';

interface ProgressDialogProps {
  readonly review: ReviewState;
  readonly counts: StatusCounts;
  /** 1 for each left row of this person's part; null for all. */
  readonly isMine: Uint8Array | null;
  readonly onClose: () => void;
}

/** How far the review is, how it went on, how long the rest takes, and what may be missed by stopping here. */
export function ProgressDialog({ review, counts, isMine, onClose }: ProgressDialogProps) {
  const { t } = useTranslation();
  const { number, share } = useFormats();
  const { time, rate } = useTimeTexts();
  const { recent, today, overall } = usePace(review);
  const curve = useProgressCurve(review, isMine);
  const [over, setOver] = useState<'time' | 'count'>('time');
  const { pending, matches, nonMatches, unsure, total } = counts;
  const left = recent ? timeLeft(recent, pending) : null;
  const state = t('pace.state', {
    decided: number(total - pending),
    total: number(total),
    matches: number(matches),
    nonMatches: number(nonMatches),
    unsure: number(unsure),
  });
  const settled = matches + nonMatches;
  return (
    <Dialog title={t('pace.title')} closeLabel={t('common.close')} onClose={onClose}>
      <div className={styles.body}>
        <p>
          {state} {settled > 0 ? t('pace.matchShare', { share: share(matches / settled) }) : null}
        </p>
        <p>{pending === 0 ? t('review.allDone') : <Expected recent={recent} pending={pending} />}</p>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <td />
                <th scope="col">{t('pace.heads.decisions')}</th>
                <th scope="col">{t('pace.heads.active')}</th>
                <th scope="col">{t('pace.heads.pace')}</th>
              </tr>
            </thead>
            <tbody>
              <TallyRow name={t('pace.today')} tally={today} />
              <TallyRow name={t('pace.overall')} tally={overall} />
            </tbody>
          </table>
        </div>
        <Unseen review={review} onClose={onClose} />
        {curve === null || overall.decisions === 0 ? null : (
          <>
            <Field label={t('pace.chart.over')}>
              <Select
                value={over}
                choices={[
                  { value: 'time', label: t('pace.chart.overTime') },
                  { value: 'count', label: t('pace.chart.overCount') },
                ]}
                onChoose={(value) => setOver(value === 'count' ? 'count' : 'time')}
              />
            </Field>
            <ProgressChart curve={curve} over={over} total={total} pending={pending} left={left} summary={state} />
            {curve.pace.length > 1 ? (
              <PaceChart
                pace={curve.pace}
                summary={recent ? t('pace.recent', { rate: rate(recent.perMinute) }) : t('pace.tooEarly')}
              />
            ) : null}
          </>
        )}
        <p className={styles.muted}>{t('pace.method')}</p>
      </div>
    </Dialog>
  );

  function TallyRow({ name, tally: { decisions, activeMs, timed, timedMs } }: { readonly name: string; readonly tally: Tally }) {
    return (
      <tr>
        <th scope="row">{name}</th>
        <td>{number(decisions)}</td>
        <td>{activeMs > 0 ? time(activeMs) : '–'}</td>
        <td>{timedMs >= 60_000 ? rate(timed / (timedMs / 60_000)) : '–'}</td>
      </tr>
    );
  }
}

/** Longer work is not done at one go: no time of day is told. */
const MOST_AT_ONE_GO_MS = 8 * 3_600_000;
const ROUND_TO_MS = 5 * 60_000;

function Expected({ recent, pending }: { readonly recent: Pace | null; readonly pending: number }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const { time, rate } = useTimeTexts();
  const waits = t('pace.waits', { count: pending, formatted: number(pending) });
  if (recent === null) return `${waits} ${t('pace.tooEarly')}`;
  const { about, low, high } = timeLeft(recent, pending);
  const texts = [waits, t('pace.recent', { rate: rate(recent.perMinute) })];
  const [least, most] = [time(low), time(high)];
  texts.push(
    least === most
      ? t('pace.takes', { time: time(about) })
      : t('pace.takesBetween', { time: time(about), low: least, high: most }),
  );
  if (about < MOST_AT_ONE_GO_MS) {
    const clock = new Intl.DateTimeFormat(numberLocale(i18n.language), { timeStyle: 'short' });
    const end = Math.round((Date.now() + about) / ROUND_TO_MS) * ROUND_TO_MS;
    texts.push(t('pace.doneAt', { clock: clock.format(end) }));
  }
  return texts.join(' ');
}

/** What the sample for accuracy says about matches among the records that wait. */
function Unseen({ review, onClose }: { readonly review: ReviewState; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { answered, size, estimate, isEnough } = useUnseen(review);
  if (size === 0) return null;
  const counted = (value: number): string => number(Math.round(value));
  return (
    <p role="status">
      <strong>{t('pace.unseen.title')}</strong>{' '}
      {estimate
        ? t('pace.unseen.about', {
            value: counted(estimate.value),
            low: counted(estimate.low),
            high: counted(estimate.high),
          })
        : isEnough
          ? null
          : t('pace.unseen.answer', { answered: number(answered), size: number(size) })}{' '}
      {isEnough ? (
        <Link href="/evaluate">{t('places.evaluate')}</Link>
      ) : (
        <Link href="/review?status=sample" onClick={onClose}>
          {t(answered === 0 ? 'evaluate.sample.start' : 'evaluate.sample.goOn')}
        </Link>
      )}
    </p>
  );
}

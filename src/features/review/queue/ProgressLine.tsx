import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { RecordStatus } from '../../../core/decisions/log';
import { useFormats } from '../../../ui/format';
import { Progress } from '../../../ui/Progress';
import styles from './ProgressLine.module.css';
import { STATUS_CODES } from './review-view';

export function ProgressLine({ statuses }: { readonly statuses: Uint8Array }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const counts = useMemo(() => {
    const found = STATUS_CODES.map(() => 0);
    for (const status of statuses) found[status]!++;
    const of = (status: RecordStatus): number => found[STATUS_CODES.indexOf(status)]!;
    return { pending: of('pending'), accepted: of('accepted'), none: of('none'), absent: of('absent'), unsure: of('unsure') };
  }, [statuses]);
  const { pending, accepted, none, absent, unsure } = counts;
  const total = statuses.length;
  const label = t('review.progress', { decided: number(total - pending), total: number(total) });
  return (
    <div className={styles.line}>
      <Progress done={total - pending} total={total} label={label} />
      <p className={styles.text}>
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
        <Link href="/evaluate">{t('places.evaluate')}</Link>
      </p>
    </div>
  );
}

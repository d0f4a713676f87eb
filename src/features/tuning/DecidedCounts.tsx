import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSessionState } from '../../session/react';
import { useFormats } from '../../ui/format';
import { shownCounts } from './TrainingPanel';
import styles from './Tuning.module.css';
import type { Decided } from './use-decided';

/** With fewer matches a training works, but much of what it finds is chance. */
const FEW_MATCHES = 50;

/** How much there is to learn from in what was decided, and how much more it takes. */
export function DecidedCounts({ decided }: { readonly decided: Decided | null }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const task = useSessionState((state) => state.project?.settings.task ?? 'link');
  if (!decided) {
    return (
      <p>
        {t('tuning.decided.nothing')} <Link href="/set-up">{t('review.toSetUp')}</Link>
      </p>
    );
  }
  const { answers, pairs, missing } = decided;
  const review = <Link href={task === 'deduplicate' ? '/clusters' : '/review'}>{t('tuning.decided.goOn')}</Link>;
  return (
    <>
      <dl className={styles.counts}>
        {answers.map(([kind, count]) => (
          <div key={kind}>
            <dt>{t(`tuning.decided.answers.${kind}`)}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.muted}>{t('tuning.learnsFrom', shownCounts(pairs, number))}</p>
      {missing > 0 ? (
        <p className={styles.warn}>
          {t('tuning.decided.missing', { count: missing, formatted: number(missing) })} {review}
        </p>
      ) : pairs.matches < FEW_MATCHES ? (
        <p className={styles.muted}>
          {t('tuning.decided.few', { few: number(FEW_MATCHES) })} {review}
        </p>
      ) : null}
    </>
  );
}

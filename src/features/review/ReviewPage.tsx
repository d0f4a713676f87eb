import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSessionState } from '../../session/react';
import styles from './ReviewPage.module.css';
import { ReviewScreen } from './ReviewScreen';

interface ReviewPageProps {
  /** The panel of a running match. */
  readonly progress: ReactNode;
  readonly onHelp: () => void;
  readonly reviewerName: ReactNode;
}

/** Review, or what has to happen before there is something to review. */
export function ReviewPage({ progress, onHelp, reviewerName }: ReviewPageProps) {
  const { t } = useTranslation();
  const { sides, cleaned, review, project, isReadOnly } = useSessionState();
  const { left, right } = sides;
  const fits =
    review !== null &&
    left.status === 'ready' &&
    right.status === 'ready' &&
    left.dataset.rowCount === review.candidates.leftCount &&
    right.dataset.rowCount === review.candidates.rightCount;
  if (!fits) {
    return (
      <div className={styles.nothing}>
        <h1>{t('review.nothing')}</h1>
        <p>{review === null ? t('review.nothingHint') : t('review.mismatch')}</p>
        {progress}
        <Link href="/set-up">{t('review.toSetUp')}</Link>
      </div>
    );
  }
  const own = { left: left.dataset, right: right.dataset };
  const shown = { left: cleaned.left.table?.shown ?? own.left, right: cleaned.right.table?.shown ?? own.right };
  const compared = { left: cleaned.left.table?.compared ?? own.left, right: cleaned.right.table?.compared ?? own.right };
  return (
    <ReviewScreen
      key={project?.id}
      project={project?.id ?? ''}
      review={review}
      datasets={shown}
      compared={compared}
      isReadOnly={isReadOnly}
      progress={progress}
      onHelp={onHelp}
      reviewerName={reviewerName}
    />
  );
}

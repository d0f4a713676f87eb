import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSessionState } from '../../session/react';
import type { ReviewedNow } from '../../session/reviewed-now';
import { reviewedTables } from '../../session/reviewed-tables';
import styles from './ReviewPage.module.css';
import { ReviewScreen } from './ReviewScreen';
import type { AskedToTeach } from './teaching';

interface ReviewPageProps {
  /** The panel of a running match. */
  readonly progress: ReactNode;
  readonly onHelp: () => void;
  readonly reviewerName: ReactNode;
  /** Where words are taught that mean the same. */
  readonly teaching?: (asked: AskedToTeach) => ReactNode;
  /** Where a language model is asked about candidates, and what it said of a pair; absent where there is none. */
  readonly judging?: (now: ReviewedNow) => ReactNode;
  readonly judgementOf?: (left: number, right: number) => ReactNode;
  /** How sure it is that each left row has a match, to sort by. */
  readonly said?: ReadonlyMap<number, number> | null;
}

/** Review, or what has to happen before there is something to review. */
export function ReviewPage({ progress, onHelp, reviewerName, teaching, judging, judgementOf, said }: ReviewPageProps) {
  const { t } = useTranslation();
  const state = useSessionState();
  const tables = reviewedTables(state);
  if (!tables) {
    return (
      <div className={styles.nothing}>
        <h1>{t('review.nothing')}</h1>
        <p>{state.review === null ? t('review.nothingHint') : t('review.mismatch')}</p>
        {progress}
        <Link href="/set-up">{t('review.toSetUp')}</Link>
      </div>
    );
  }
  return (
    <ReviewScreen
      key={state.project?.id}
      project={state.project?.id ?? ''}
      review={tables.review}
      datasets={tables.shown}
      compared={tables.compared}
      isReadOnly={state.isReadOnly}
      progress={progress}
      onHelp={onHelp}
      reviewerName={reviewerName}
      teaching={teaching}
      judging={judging}
      judgementOf={judgementOf}
      said={said}
    />
  );
}

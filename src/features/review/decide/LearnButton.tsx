import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionBook } from '../../../core/decisions/log';
import { leftIsUnique, rightIsUnique } from '../../../core/decisions/verdicts';
import type { ReviewState } from '../../../session/contract';
import { useSession } from '../../../session/react';
import { Button } from '../../../ui/Button';

function hasAcceptedRow(book: DecisionBook): boolean {
  for (const row of book.decidedRows()) if (book.acceptedOf(row).length > 0) return true;
  return false;
}

/** For reference lists: a category that has accepted rows is compared by them too. Shown once something was accepted. */
export function LearnButton({ review, isReadOnly }: { readonly review: ReviewState; readonly isReadOnly: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const [isLearning, setIsLearning] = useState(false);
  const { cardinality, task } = review.settings;
  const isList = task === 'link' && !rightIsUnique(cardinality) && leftIsUnique(cardinality);
  const hasAccepted = isList && hasAcceptedRow(review.book);
  if (!hasAccepted) return null;
  const learn = async () => {
    setIsLearning(true);
    await session.learnFromAccepted();
    setIsLearning(false);
  };
  return (
    <Button disabled={isReadOnly || isLearning || review.isProvisional} onClick={() => void learn()}>
      {isLearning ? t('review.learning') : t('review.learn')}
    </Button>
  );
}

import { useTranslation } from 'react-i18next';
import type { ReviewState } from '../../../session/contract';
import { Button } from '../../../ui/Button';
import { useKeyed } from '../../../ui/key-settings';
import { COMMANDS } from '../decide/commands';
import styles from './DetailsPanel.module.css';
import { RecordHistory } from './RecordHistory';
import { WhyPanel } from './WhyPanel';

interface DetailsPanelProps {
  readonly review: ReviewState;
  readonly row: number;
  readonly picked: number | null;
  readonly isReadOnly: boolean;
  readonly onRevert: (seq: number) => void;
  readonly onClose: () => void;
}

/** Beside the record: why the picked candidate has its score, and what was decided about this record. */
export function DetailsPanel({ review, row, picked, isReadOnly, onRevert, onClose }: DetailsPanelProps) {
  const { t } = useTranslation();
  const keyed = useKeyed(COMMANDS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    <aside className={styles.panel} tabIndex={0} data-own-arrows aria-label={t('review.details.title')}>
      <div className={styles.head}>
        <h2>{t('review.details.why')}</h2>
        <Button look="quiet" {...keyed('details')} onClick={onClose}>
          {t('review.details.close')}
        </Button>
      </div>
      <WhyPanel review={review} row={row} picked={picked} />
      <h2>{t('review.details.history')}</h2>
      <RecordHistory review={review} row={row} isReadOnly={isReadOnly} onRevert={onRevert} />
    </aside>
  );
}

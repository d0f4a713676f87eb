import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import styles from './Tuning.module.css';

/** Offers to match anew once what was found was found with other settings. Decisions stay. */
export function MatchAgain() {
  const { t } = useTranslation();
  const session = useSession();
  const [, navigate] = useLocation();
  const { project, isReadOnly, run, review, clusters } = useSessionState();
  const isWithin = project?.settings.task === 'deduplicate';
  if (!(isWithin ? clusters?.isStale : review?.isStale)) return null;
  const matchAgain = () => {
    void session.startMatch();
    navigate(isWithin ? '/clusters' : '/review');
  };
  return (
    <div className={styles.actions}>
      <Button look="main" disabled={isReadOnly || run.status === 'running'} onClick={matchAgain}>
        {t('tuning.use.matchAgain')}
      </Button>
      <span className={styles.muted}>{t('tuning.use.decisionsStay')}</span>
    </div>
  );
}

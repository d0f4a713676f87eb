import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSessionState } from '../../session/react';
import styles from './ClustersPage.module.css';
import { ClustersScreen } from './ClustersScreen';

interface ClustersPageProps {
  /** The panel of a running match. */
  readonly progress: ReactNode;
  readonly onHelp: () => void;
  /** Where the person gives their name. */
  readonly reviewerName: ReactNode;
}

/** Clusters, or what has to happen before there are some. */
export function ClustersPage({ progress, onHelp, reviewerName }: ClustersPageProps) {
  const { t } = useTranslation();
  const { sides, cleaned, clusters, project, run, isReadOnly } = useSessionState();
  if (!clusters || sides.left.status !== 'ready' || clusters.graph.rowCount !== sides.left.dataset.rowCount) {
    const isComing = project?.candidates !== null && project?.settings.task === 'deduplicate' && run.status === 'idle';
    return (
      <div className={styles.nothing}>
        <h1>{t('clusters.nothing')}</h1>
        <p role="status">{isComing ? t('clusters.preparing') : t('clusters.nothingHint')}</p>
        {progress}
        <Link href="/set-up">{t('review.toSetUp')}</Link>
      </div>
    );
  }
  return (
    <ClustersScreen
      key={project?.id}
      review={clusters}
      dataset={cleaned.left.table?.shown ?? sides.left.dataset}
      isReadOnly={isReadOnly}
      progress={progress}
      onHelp={onHelp}
      reviewerName={reviewerName}
    />
  );
}

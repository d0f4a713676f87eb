import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSessionState } from '../../session/react';
import { ClusterMap } from './ClusterMap';
import { LinkMap } from './LinkMap';
import styles from './MapPage.module.css';

/** The map of what is under review, or what has to happen first. */
export function MapPage() {
  const { t } = useTranslation();
  const { sides, cleaned, review, clusters, project } = useSessionState();
  const { left, right } = sides;
  const id = project?.id ?? '';
  if (clusters && left.status === 'ready' && left.dataset.rowCount === clusters.graph.rowCount && project) {
    const shown = cleaned.left.table?.shown ?? left.dataset;
    const compared = cleaned.left.table?.compared ?? left.dataset;
    return <ClusterMap key={id} review={clusters} settings={project.settings} shown={shown} compared={compared} />;
  }
  const fits =
    review !== null &&
    left.status === 'ready' &&
    right.status === 'ready' &&
    left.dataset.rowCount === review.candidates.leftCount &&
    right.dataset.rowCount === review.candidates.rightCount;
  if (!fits) {
    return (
      <div className={styles.page}>
        <h1>{t('map.title')}</h1>
        <p>{t('map.nothing')}</p>
        <Link href="/set-up">{t('review.toSetUp')}</Link>
      </div>
    );
  }
  const shown = { left: cleaned.left.table?.shown ?? left.dataset, right: cleaned.right.table?.shown ?? right.dataset };
  const compared = { left: cleaned.left.table?.compared ?? left.dataset, right: cleaned.right.table?.compared ?? right.dataset };
  return <LinkMap key={id} project={id} review={review} shown={shown} compared={compared} />;
}

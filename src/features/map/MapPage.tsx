import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSessionState } from '../../session/react';
import { reviewedTables } from '../../session/reviewed-tables';
import { ClusterMap } from './ClusterMap';
import { LinkMap } from './LinkMap';
import styles from './MapPage.module.css';

/** The map of what is under review, or what has to happen first. */
export function MapPage() {
  const { t } = useTranslation();
  const state = useSessionState();
  const { cleaned, clusters, project } = state;
  const { left } = state.sides;
  const id = project?.id ?? '';
  if (clusters && left.status === 'ready' && left.dataset.rowCount === clusters.graph.rowCount && project) {
    const shown = cleaned.left.table?.shown ?? left.dataset;
    const compared = cleaned.left.table?.compared ?? left.dataset;
    return <ClusterMap key={id} review={clusters} settings={project.settings} shown={shown} compared={compared} />;
  }
  const tables = reviewedTables(state);
  if (!tables) {
    return (
      <div className={styles.page}>
        <h1>{t('map.title')}</h1>
        <p>{t('map.nothing')}</p>
        <Link href="/set-up">{t('review.toSetUp')}</Link>
      </div>
    );
  }
  return <LinkMap key={id} project={id} review={tables.review} shown={tables.shown} compared={tables.compared} />;
}

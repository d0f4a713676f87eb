import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../session/react';
import { FileButton } from '../../ui/FileButton';
import { ReviewerName } from './ReviewerName';
import styles from './SaveProject.module.css';

/** Decisions of another reviewer of the same two tables, out of their project file. */
export function MergePanel() {
  const { t } = useTranslation();
  const session = useSession();
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  return (
    <section className={styles.panel} aria-labelledby="merge-reviewers">
      <div>
        <h2 id="merge-reviewers">{t('projects.merge.panel')}</h2>
        <p className={styles.muted}>{t('projects.merge.panelLead')}</p>
      </div>
      <div className={styles.fields}>
        <ReviewerName />
        <FileButton accept=".rowlink" disabled={isReadOnly} onFiles={([file]) => void (file && session.offerMerge(file))}>
          {t('projects.merge.choose')}
        </FileButton>
      </div>
    </section>
  );
}

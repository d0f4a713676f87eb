import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { DropTarget } from './DropTarget';
import styles from './FilesPage.module.css';
import { SideCard } from './SideCard';
import { Welcome } from './Welcome';

/** The first screen. `recent` is the list of projects, shown as long as no file is there. */
export function FilesPage({ recent }: { readonly recent: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const sides = useSessionState((state) => state.sides);
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const [, navigate] = useLocation();
  const isEmpty = sides.left.status === 'empty' && sides.right.status === 'empty';
  const isReady = sides.left.status === 'ready' && sides.right.status === 'ready';
  const addFiles = (files: readonly File[]) => void session.addFiles(files);

  return (
    <DropTarget label={t('files.dropHere')} isDisabled={isReadOnly} onFiles={addFiles}>
      {isEmpty ? (
        <div className={styles.welcome}>
          <Welcome isReadOnly={isReadOnly} onFiles={addFiles} onSamples={() => void session.loadSamples()} />
          {recent}
        </div>
      ) : (
        <div className={styles.page}>
          <header className={styles.header}>
            <div>
              <h1>{isReady ? t('files.ready') : t('steps.files')}</h1>
              <p className={styles.lead}>{isReady ? t('files.readyHint') : t('files.leadOne')}</p>
            </div>
            <div className={styles.actions}>
              <Button look="quiet" onClick={() => void session.newProject()}>
                {t('projects.new')}
              </Button>
              <Button disabled={isReadOnly} onClick={() => void session.swapSides()}>
                <span aria-hidden="true">⇄</span> {t('files.swap')}
              </Button>
              <Button look="main" disabled={!isReady} onClick={() => navigate('/set-up')}>
                {t('files.continue')}
              </Button>
            </div>
          </header>
          <div className={styles.sides}>
            <SideCard side="left" />
            <SideCard side="right" />
          </div>
        </div>
      )}
    </DropTarget>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Side } from '../../core/model/types';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { usePastedFiles } from '../../ui/use-pasted-files';
import { DropTarget } from './DropTarget';
import styles from './FilesPage.module.css';
import { PlaceFilesDialog } from './PlaceFilesDialog';
import { SideCard } from './SideCard';
import { TaskChoice } from './TaskChoice';
import { Welcome } from './Welcome';

/**
 * The first screen. `recent` is the list of projects, shown as long as no file is there; `recipe` what waits for files; `checksOf` what is
 * worth a look in the table of a side; `offer` is for whoever is here for the first time; `onOpened` follows a project file.
 */
export function FilesPage(props: {
  readonly recent: ReactNode;
  readonly recipe: ReactNode;
  readonly checksOf: (side: Side) => ReactNode;
  readonly offer?: ReactNode;
  /** What of the page is kept for work without a network. */
  readonly offline: ReactNode;
  readonly onOpened: () => void;
}) {
  const { recent, recipe, checksOf, offer, offline, onOpened } = props;
  const { t } = useTranslation();
  const session = useSession();
  const sides = useSessionState((state) => state.sides);
  const offered = useSessionState((state) => state.offered);
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const [, navigate] = useLocation();
  const isEmpty = sides.left.status === 'empty' && sides.right.status === 'empty';
  const task = useSessionState((state) => state.project?.settings.task ?? 'link');
  const isWithin = task === 'deduplicate';
  const isReady = sides.left.status === 'ready' && (isWithin || sides.right.status === 'ready');
  const addFiles = async (files: readonly File[], isFolder = false) => {
    const before = session.state().project?.id;
    await session.addFiles(files, isFolder);
    if (session.state().project?.id !== before) onOpened();
  };
  usePastedFiles(t('files.pastedName'), isReadOnly, (files) => void addFiles(files));

  return (
    <DropTarget label={t('files.dropHere')} isDisabled={isReadOnly} onFiles={(files, isFolder) => void addFiles(files, isFolder)}>
      {isEmpty ? (
        <div className={styles.welcome}>
          {recipe}
          <TaskChoice />
          <Welcome
            isWithin={isWithin}
            isReadOnly={isReadOnly}
            onFiles={(files, isFolder) => void addFiles(files, isFolder)}
            onSamples={() => void (isWithin ? session.loadDuplicateSample() : session.loadSamples())}
            offer={isWithin ? null : offer}
          />
          {recent}
          {offline}
          <p className={styles.more}>
            <Link href="/chain">{t('files.toChain')}</Link> <Link href="/classify">{t('classifying.title')}</Link>
          </p>
        </div>
      ) : (
        <div className={styles.page}>
          <header className={styles.header}>
            <div>
              <h1>{isReady ? t(isWithin ? 'files.readyOne' : 'files.ready') : t('steps.files')}</h1>
              <p className={styles.lead}>
                {isReady ? t('files.readyHint') : isWithin ? t('files.leadWithin') : t('files.leadOne')}
              </p>
            </div>
            <div className={styles.actions}>
              <Button look="quiet" onClick={() => void session.newProject()}>
                {t('projects.new')}
              </Button>
              {isWithin ? null : (
                <Button disabled={isReadOnly} onClick={() => void session.swapSides()}>
                  <span aria-hidden="true">⇄</span> {t('files.swap')}
                </Button>
              )}
              <Button look="main" data-tour="continue" disabled={!isReady} onClick={() => navigate('/set-up')}>
                {t('files.continue')}
              </Button>
            </div>
          </header>
          {recipe}
          <TaskChoice />
          <div className={isWithin ? styles.one : styles.sides}>
            <SideCard side="left" checks={checksOf('left')} isAlone={isWithin} />
            {isWithin ? null : <SideCard side="right" checks={checksOf('right')} />}
          </div>
          {sides.left.status === 'ready' ? (
            <p className={styles.more}>
              <Link href="/classify">{t('classifying.title')}</Link>
            </p>
          ) : null}
        </div>
      )}
      {offered ? <PlaceFilesDialog key={offered.map(({ name }) => name).join()} files={offered} isWithin={isWithin} /> : null}
    </DropTarget>
  );
}

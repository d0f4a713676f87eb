import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EDITION } from '../../session/edition';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { FileButton } from '../../ui/FileButton';
import { tablesAmong } from '../../ui/folder-files';
import styles from './Welcome.module.css';

/** The drop zone of a project without files. */
export function Welcome(props: {
  /** One table with duplicates instead of two. */
  readonly isWithin: boolean;
  readonly isReadOnly: boolean;
  readonly onFiles: (files: readonly File[], isFolder: boolean) => void;
  readonly onSamples: () => void;
  /** More for whoever is here for the first time. */
  readonly offer?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <section className={styles.zone} aria-labelledby="welcome-title">
      <TwoTables />
      <h1 id="welcome-title">{t(props.isWithin ? 'files.titleWithin' : 'files.title')}</h1>
      <p className={styles.lead}>{t(props.isWithin ? 'files.leadWithinLong' : 'files.lead')}</p>
      <div className={styles.buttons}>
        <FileButton
          look="main"
          accept={ACCEPTED_FILES}
          isMultiple
          disabled={props.isReadOnly}
          onFiles={(files) => props.onFiles(files, false)}
        >
          {t(props.isWithin ? 'files.chooseSide' : 'files.choose')}
        </FileButton>
        <FileButton accept="" isFolder disabled={props.isReadOnly} onFiles={(files) => props.onFiles(tablesAmong(files), true)}>
          {t('files.chooseFolder')}
        </FileButton>
        <Button data-tour="samples" disabled={props.isReadOnly} onClick={props.onSamples}>
          {t(props.isWithin ? 'files.sampleWithin' : 'files.samples')}
        </Button>
      </div>
      <p className={styles.small}>{t('files.formats')}</p>
      <p className={styles.private}>
        <LockIcon />
        {t(EDITION === 'connected' ? 'connected.private' : 'files.private')} <Link href="/proof">{t('proof.link')}</Link>
      </p>
      {props.offer}
    </section>
  );
}

function TwoTables() {
  return (
    <svg className={styles.picture} viewBox="0 0 220 72" aria-hidden="true">
      {[0, 1, 2, 3].map((row) => (
        <rect key={`l${row}`} className={styles.cell} x="4" y={6 + row * 17} width="72" height="10" rx="5" />
      ))}
      {[0, 1, 2, 3].map((row) => (
        <rect key={`r${row}`} className={styles.cell} x="144" y={6 + row * 17} width="72" height="10" rx="5" />
      ))}
      <path className={styles.link} d="M76 11C110 11 110 28 144 28M76 28C110 28 110 11 144 11M76 62C110 62 110 62 144 62" />
    </svg>
  );
}

function LockIcon() {
  return (
    <svg className={styles.lock} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M4 7V5a4 4 0 0 1 8 0v2h1v7H3V7zm2 0h4V5a2 2 0 0 0-4 0z" />
    </svg>
  );
}

import { useTranslation } from 'react-i18next';
import { useSessionState } from '../session/react';
import styles from './TopBar.module.css';

/** Where the work is kept, in words; nothing before there is any. */
export function StorageIndicator() {
  const { t } = useTranslation();
  const { project, isReadOnly, storage, isSaved } = useSessionState();
  if (!project) return null;
  const state = isReadOnly ? 'readOnly' : storage === 'memory' ? 'memory' : isSaved ? 'saved' : 'saving';
  return (
    <span className={`${styles.storage} ${styles[state]}`} title={t(`storage.${state}Tip`)}>
      {t(`storage.${state}`)}
    </span>
  );
}

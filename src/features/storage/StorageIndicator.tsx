import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../../session/react';
import { StorageDialog } from './StorageDialog';
import styles from './StorageIndicator.module.css';

/** Where the work is kept, in words; nothing before there is any. Opens what there is to know about it. */
export function StorageIndicator() {
  const { t } = useTranslation();
  const { project, isReadOnly, storage, isSaved } = useSessionState();
  const [isOpen, setIsOpen] = useState(false);
  if (!project) return null;
  const state = isReadOnly ? 'readOnly' : storage === 'memory' ? 'memory' : isSaved ? 'saved' : 'saving';
  return (
    <>
      <button
        type="button"
        className={`${styles.storage} ${styles[state]}`}
        title={t(`storage.${state}Tip`)}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        {t(`storage.${state}`)}
      </button>
      {isOpen ? <StorageDialog onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

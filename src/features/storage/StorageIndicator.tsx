import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EDITION } from '../../session/edition';
import { useSessionState } from '../../session/react';
import { useFormats } from '../../ui/format';
import { StorageDialog } from './StorageDialog';
import styles from './StorageIndicator.module.css';

/** Where the work is kept, in words; nothing before there is any. Opens what there is to know about it. */
export function StorageIndicator({ offline }: { readonly offline: ReactNode }) {
  const { t } = useTranslation();
  const { project, isReadOnly, storage, isSaved, unsavedSince } = useSessionState();
  const { time } = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  if (!project) return null;
  const state = isReadOnly ? 'readOnly' : storage === 'memory' ? 'memory' : isSaved ? 'saved' : 'saving';
  const isSingle = EDITION === 'single' && state === 'memory';
  return (
    <>
      <button
        type="button"
        className={`${styles.storage} ${styles[state]}`}
        title={t(isSingle ? 'single.memoryTip' : `storage.${state}Tip`)}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        {isSingle && unsavedSince ? t('single.unsaved', { time: time(unsavedSince) }) : t(`storage.${state}`)}
      </button>
      {isOpen ? <StorageDialog offline={offline} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

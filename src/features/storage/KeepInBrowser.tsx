import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/react';
import { Button } from '../../ui/Button';
import styles from './SingleNote.module.css';

/** Asks before work goes from memory into a storage that other pages opened from this computer's disk can read. */
export function KeepInBrowser() {
  const { t } = useTranslation();
  const session = useSession();
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked) {
    return (
      <p className={styles.actions}>
        <Button onClick={() => setIsAsked(true)}>{t('single.keep')}</Button>
      </p>
    );
  }
  return (
    <div className={styles.asked}>
      <p role="alert">{t('single.keepWarning')}</p>
      <p className={styles.actions}>
        <Button onClick={() => void session.keepInBrowser()}>{t('single.keepYes')}</Button>
        <Button look="quiet" onClick={() => setIsAsked(false)}>
          {t('single.keepNo')}
        </Button>
      </p>
    </div>
  );
}

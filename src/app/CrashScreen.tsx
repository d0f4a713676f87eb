import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import styles from './App.module.css';

export function CrashScreen({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const details = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(details);
      setIsCopied(true);
    } catch {
      // Without permission the details below can still be selected.
    }
  };
  return (
    <div className={styles.crash} role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.text')}</p>
      <div className={styles.buttons}>
        <Button look="main" onClick={onAgain}>
          {t('crash.again')}
        </Button>
        <Button onClick={() => location.reload()}>{t('crash.reload')}</Button>
        <Button onClick={() => void copy()}>{isCopied ? t('crash.copied') : t('crash.copy')}</Button>
      </div>
      <pre className={styles.details}>{details}</pre>
    </div>
  );
}

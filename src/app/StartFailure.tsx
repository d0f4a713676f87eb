import { useTranslation } from 'react-i18next';
import type { AppError } from '../core/model/errors';
import { ErrorText } from '../ui/ErrorText';
import styles from './App.module.css';

/** Shown in place of the whole page where not even a session could be made. */
export function StartFailure({ error }: { readonly error: AppError }) {
  const { t } = useTranslation();
  return (
    <main className={styles.crash}>
      <h1>{t('start.failed')}</h1>
      <ErrorText error={error} />
    </main>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import styles from './WeakSpots.module.css';

/** From the set-up to the weak spots, before a match. */
export function WeakSpotsLink() {
  const { t } = useTranslation();
  return (
    <p className={styles.link}>
      <Link href="/tune">{t('weakSpots.link')}</Link> <span className={styles.muted}>{t('weakSpots.state')}</span>
    </p>
  );
}

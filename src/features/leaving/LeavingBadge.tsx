import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EDITION } from '../../session/edition';
import { ConnectedBadge } from './ConnectedBadge';
import styles from './LeavingBadge.module.css';
import { LeavingMark } from './LeavingMark';

/** Says on every page whether anything leaves this computer. `actions`: what can be done about it, where something may. */
export function LeavingBadge({ actions }: { readonly actions?: ReactNode }) {
  const { t } = useTranslation();
  if (EDITION === 'connected') return <ConnectedBadge actions={actions} />;
  const text = t('connected.sealed');
  return (
    <Link href="/proof" className={`${styles.badge} ${styles.sealed}`} aria-label={text} title={text}>
      <LeavingMark of="sealed" />
      <span className={styles.text}>{text}</span>
    </Link>
  );
}

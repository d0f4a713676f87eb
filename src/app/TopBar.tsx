import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { LeavingBadge } from '../features/leaving/LeavingBadge';
import { OfflinePanel } from '../features/offline/OfflinePanel';
import { StorageIndicator } from '../features/storage/StorageIndicator';
import { EDITION } from '../session/edition';
import { useSessionState } from '../session/react';
import { Button } from '../ui/Button';
import { DisplayMenu } from './DisplayMenu';
import { stepsFor } from './steps';
import styles from './TopBar.module.css';

export function TopBar({ onHelp, withdraw }: { readonly onHelp: () => void; readonly withdraw: ReactNode }) {
  const { t } = useTranslation();
  const [path] = useLocation();
  const name = useSessionState((state) => state.project?.name ?? null);
  const task = useSessionState((state) => state.project?.settings.task ?? 'link');
  return (
    <header className={EDITION === 'connected' ? `${styles.bar} ${styles.connected}` : styles.bar}>
      <Link href="/" className={styles.brand} aria-label={t('app.name')}>
        <Mark />
        <span className={styles.name}>{t('app.name')}</span>
      </Link>
      <nav className={styles.steps} aria-label={t('steps.label')}>
        <ol className={styles.list}>
          {stepsFor(task).map((step, i) => (
            <li key={step.path}>
              <Link
                href={step.path}
                className={styles.step}
                data-tour={step.name === 'export' ? 'to-export' : undefined}
                aria-current={path === step.path ? 'step' : undefined}
              >
                <span className={styles.place} aria-hidden="true">
                  {i + 1}
                </span>
                {t(`steps.${step.name}`)}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <span className={styles.project} title={name ?? undefined}>
        {name}
      </span>
      <LeavingBadge actions={withdraw} />
      <StorageIndicator offline={<OfflinePanel />} />
      <DisplayMenu />
      <Button look="quiet" className={styles.help} onClick={onHelp}>
        {t('app.menuHelp')}
      </Button>
    </header>
  );
}

/** Two rows that overlap, joined by a line. */
function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
      <rect className={styles.tile} width="32" height="32" rx="7" />
      <rect className={styles.row} x="4" y="7" width="15" height="6" rx="3" />
      <rect className={styles.row} x="13" y="19" width="15" height="6" rx="3" />
      <path className={styles.join} d="M19 10h3a3 3 0 0 1 3 3v6M13 22h-3a3 3 0 0 1-3-3v-6" />
    </svg>
  );
}

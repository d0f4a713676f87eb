import { useTranslation } from 'react-i18next';
import type { RecordStatus } from '../../../core/decisions/log';
import styles from './StatusMark.module.css';

const SIGNS: Readonly<Record<RecordStatus, string>> = { pending: '○', accepted: '✓', none: '✕', absent: '∅', unsure: '?' };

export function StatusMark({ status }: { readonly status: RecordStatus }) {
  const { t } = useTranslation();
  return (
    <span className={`${styles.mark} ${styles[status]}`}>
      <span aria-hidden="true">{SIGNS[status]}</span> {t(`review.statuses.${status}`)}
    </span>
  );
}

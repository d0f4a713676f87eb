import { useTranslation } from 'react-i18next';
import type { ErrorCode, ErrorParams } from '../core/model/errors';
import styles from './ErrorText.module.css';

export interface ExplainedError {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/** What happened, why it may be, what to do now. */
export function ErrorText({ error }: { readonly error: ExplainedError }) {
  const { t } = useTranslation();
  // A stand-in for whatever an error does not name, so that no sentence shows `{{name}}`.
  const params = { ...t('errorParams', { returnObjects: true }), ...error.params };
  return (
    <div className={styles.error}>
      <p className={styles.what}>{t(`errors.${error.code}.what`, params)}</p>
      <p>{t(`errors.${error.code}.why`, params)}</p>
      <p className={styles.do}>{t(`errors.${error.code}.do`, params)}</p>
    </div>
  );
}

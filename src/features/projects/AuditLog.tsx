import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditVerdict } from '../../core/audit/audit-log';
import type { AppError } from '../../core/model/errors';
import { useSession } from '../../session/react';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import styles from './SaveProject.module.css';

type Told =
  | { readonly kind: 'saved'; readonly file: string; readonly entries: number; readonly hash: string }
  | { readonly kind: 'verified'; readonly file: string; readonly verdict: AuditVerdict }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Saves the log of what was decided, and tells of such a log whether anybody changed it. */
export function AuditLog() {
  const { t } = useTranslation();
  const session = useSession();
  const [told, setTold] = useState<Told | null>(null);
  const save = async () => {
    const saved = await session.saveAuditLog();
    setTold(saved && { kind: 'saved', file: saved.fileName, entries: saved.entries, hash: saved.hash });
  };
  const verify = async (file: File | undefined) => {
    if (!file) return;
    const { value, error } = await session.verifyAuditLog(file);
    setTold(error ? { kind: 'failed', error } : { kind: 'verified', file: file.name, verdict: value });
  };
  return (
    <section className={styles.panel} aria-labelledby="audit-log">
      <div>
        <h2 id="audit-log">{t('audit.title')}</h2>
        <p className={styles.muted}>{t('audit.lead')}</p>
      </div>
      <div className={styles.fields}>
        <Button onClick={() => void save()}>{t('audit.save')}</Button>
        <FileButton accept=".jsonl" onFiles={([file]) => void verify(file)}>
          {t('audit.verify')}
        </FileButton>
      </div>
      <div role="status">{told && told.kind !== 'failed' ? <Telling told={told} /> : null}</div>
      {told?.kind === 'failed' ? <ErrorText error={told.error} /> : null}
    </section>
  );
}

function Telling({ told }: { readonly told: Exclude<Told, { kind: 'failed' }> }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { file } = told;
  if (told.kind === 'saved') {
    const entries = t('audit.entries', { count: told.entries, formatted: number(told.entries) });
    return (
      <>
        <p>{t('audit.saved', { file, entries })}</p>
        <p className={styles.hash}>{told.hash}</p>
      </>
    );
  }
  const { verdict } = told;
  if (verdict.status === 'no-log') return <p>{t('audit.noLog', { file })}</p>;
  if (verdict.status === 'broken') {
    return <p className={styles.broken}>{t(`audit.broken.${verdict.reason}`, { file, line: number(verdict.line) })}</p>;
  }
  const entries = t('audit.entries', { count: verdict.entries, formatted: number(verdict.entries) });
  return (
    <>
      <p>
        <strong>{t('audit.intact', { file, entries, project: verdict.subject.project })}</strong>
      </p>
      <p className={styles.hash}>{verdict.hash}</p>
    </>
  );
}

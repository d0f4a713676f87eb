import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EDITION } from '../../session/edition';
import { isServedFromKept, LIST_FILE } from '../../session/proof';
import { Button } from '../../ui/Button';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { OneFileSection } from './OneFileSection';
import styles from './ProofPage.module.css';
import { useFileCheck } from './use-file-check';

/** Every file of the page against the hashes that the build wrote down, or against a list that was signed off. */
export function FilesSection() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [source, setSource] = useState<File | null>(null);
  const { state, start, cancel, save } = useFileCheck();
  const title = <h2 id="proof-files">{t('proof.files.title')}</h2>;
  if (EDITION === 'single') return <OneFileSection />;
  const { status, done, list, compared } = state;
  const total = list?.files.length ?? 0;
  const wrong = compared?.filter((file) => file.state !== 'equal') ?? [];
  return (
    <section aria-labelledby="proof-files" className={styles.panel}>
      {title}
      <p>{t('proof.files.lead', { list: LIST_FILE })}</p>
      {isServedFromKept() ? <p>{t('proof.files.kept')}</p> : null}
      <div className={styles.actions}>
        {status === 'checking' ? (
          <Button onClick={cancel}>{t('common.cancel')}</Button>
        ) : (
          <>
            <Button
              look="main"
              onClick={() => {
                setSource(null);
                void start(null);
              }}
            >
              {t('proof.files.start')}
            </Button>
            <FileButton
              accept=".sha256,.txt"
              onFiles={([file]) => {
                setSource(file ?? null);
                void start(file ?? null);
              }}
            >
              {t('proof.files.choose')}
            </FileButton>
          </>
        )}
        {compared ? <Button onClick={save}>{t('proof.files.save')}</Button> : null}
      </div>
      {status === 'checking' ? (
        <div>
          <Progress done={done} total={total} label={t('proof.files.checking')} />
          <p>{t('proof.files.done', { done: number(done), total: number(total) })}</p>
        </div>
      ) : null}
      {status === 'no-list' ? (
        <p role="alert" className={styles.bad}>
          {t(source ? 'proof.files.notAList' : 'proof.files.noList', { list: source?.name ?? LIST_FILE })}
        </p>
      ) : null}
      {status === 'failed' ? (
        <p role="alert" className={styles.bad}>
          {t('proof.files.failed')}
        </p>
      ) : null}
      {compared && list ? (
        <>
          <p role={wrong.length === 0 ? 'status' : 'alert'} className={wrong.length === 0 ? styles.good : styles.bad}>
            {wrong.length === 0
              ? t('proof.files.equal', { count: total, formatted: number(total) })
              : t('proof.files.wrong', { count: wrong.length, formatted: number(wrong.length), total: number(total) })}
          </p>
          {wrong.length === 0 ? null : (
            <ul className={styles.states}>
              {wrong.map((file) => (
                <li key={file.path}>
                  <code dir="ltr">{file.path}</code>
                  <strong className={styles.bad}>
                    {t(file.state === 'changed' ? 'proof.files.changed' : 'proof.files.unreadable')}
                  </strong>
                </li>
              ))}
            </ul>
          )}
          <p>
            {t('proof.files.ofList')} <code className={styles.hash}>{list.sha256}</code>
          </p>
        </>
      ) : null}
    </section>
  );
}

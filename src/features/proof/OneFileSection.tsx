import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hashOfFile } from '../../session/proof';
import { FileButton } from '../../ui/FileButton';
import styles from './ProofPage.module.css';

type Hashing = { readonly name: string; readonly sha256: string | null; readonly isFailed: boolean };

/** The hash of the one file, also where a computer lets nobody run commands. */
export function OneFileSection() {
  const { t } = useTranslation();
  const [hashing, setHashing] = useState<Hashing | null>(null);
  const run = async (file: File) => {
    const { name } = file;
    setHashing({ name, sha256: null, isFailed: false });
    const sha256 = await hashOfFile(file).catch(() => null);
    setHashing({ name, sha256, isFailed: sha256 === null });
  };
  return (
    <section aria-labelledby="proof-files" className={styles.panel}>
      <h2 id="proof-files">{t('proof.files.title')}</h2>
      <p>{t('proof.files.single')}</p>
      <pre className={styles.command} dir="ltr">
        {'sha256sum rowlink.html\nGet-FileHash rowlink.html -Algorithm SHA256'}
      </pre>
      <p>{t('proof.files.singleHere')}</p>
      <div>
        <FileButton accept=".html" onFiles={([file]) => file && void run(file)}>
          {t('proof.files.singleChoose')}
        </FileButton>
      </div>
      <p role="status" className={hashing?.isFailed ? styles.bad : undefined}>
        {hashing === null ? null : hashing.isFailed ? (
          t('proof.files.failed')
        ) : (
          <>
            <bdi>{hashing.name}</bdi> <code className={styles.hash}>{hashing.sha256 ?? '…'}</code>
          </>
        )}
      </p>
    </section>
  );
}

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/react';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './SaveProject.module.css';

/** Saves all of the project as one file, under a passphrase if one is given. */
export function SaveProject() {
  const { t } = useTranslation();
  const session = useSession();
  const { bytes } = useFormats();
  const [passphrase, setPassphrase] = useState('');
  const [isWorking, setIsWorking] = useState(false);
  const [saved, setSaved] = useState<{ readonly fileName: string; readonly bytes: number } | null>(null);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setIsWorking(true);
    setSaved(null);
    setSaved(await session.saveProjectFile(passphrase === '' ? null : passphrase));
    setIsWorking(false);
  };
  return (
    <form className={styles.panel} aria-labelledby="save-project" onSubmit={(event) => void save(event)}>
      <div>
        <h2 id="save-project">{t('projects.file')}</h2>
        <p className={styles.muted}>{t('projects.fileLead')}</p>
      </div>
      <div className={styles.fields}>
        <Field label={t('projects.passphrase')}>
          <Input
            type="password"
            autoComplete="new-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Field>
        <Button type="submit" disabled={isWorking}>
          {isWorking ? t('projects.saving') : t('projects.save')}
        </Button>
      </div>
      <p className={styles.muted}>{t('projects.passphraseHint')}</p>
      <div role="status">{saved ? t('projects.saved', { file: saved.fileName, size: bytes(saved.bytes) }) : null}</div>
    </form>
  );
}

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorText } from '../../ui/ErrorText';
import { Field, Input } from '../../ui/Field';

/** Asks for the passphrase of a project file that was dropped; nothing is shown where there is none. */
export function PassphraseDialog({ onOpened }: { readonly onOpened: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const sealed = useSessionState((state) => state.sealed);
  const [passphrase, setPassphrase] = useState('');
  const [isWorking, setIsWorking] = useState(false);
  if (!sealed) return null;

  const open = async (event: FormEvent) => {
    event.preventDefault();
    setIsWorking(true);
    const isOpen = await session.openSealed(passphrase);
    setIsWorking(false);
    if (!isOpen) return;
    setPassphrase('');
    onOpened();
  };
  return (
    <Dialog
      title={t('projects.sealedTitle')}
      closeLabel={t('common.cancel')}
      onClose={() => {
        setPassphrase('');
        session.leaveSealed();
      }}
      actions={
        <Button look="main" type="submit" form="passphrase" disabled={isWorking || passphrase === ''}>
          {isWorking ? t('projects.opening') : t('projects.sealedOpen')}
        </Button>
      }
    >
      <p>{t('projects.sealedText', { file: sealed.file.name })}</p>
      <div role="alert">{sealed.error ? <ErrorText error={sealed.error} /> : null}</div>
      <form id="passphrase" onSubmit={(event) => void open(event)}>
        <Field label={t('projects.sealedLabel')}>
          <Input
            type="password"
            autoComplete="current-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffline, useSession, useSessionState } from '../../session/react';
import { wouldLoseWork } from '../../session/unsaved';
import { Button } from '../../ui/Button';
import { Toast } from '../../ui/Toast';

/** Asks whether to load a new version; never while a match runs or something is unsaved. */
export function UpdateNotice() {
  const { t } = useTranslation();
  const { offline: desk } = useSession();
  const { update, isHeldUp } = useOffline();
  const isBusy = useSessionState(wouldLoseWork);
  const [answered, setAnswered] = useState<typeof update>(null);
  if (update === null || update === answered || isBusy) return null;
  return (
    <Toast level="info" levelLabel={t('levels.info')} closeLabel={t('common.dismiss')} onClose={() => setAnswered(update)}>
      {t(`offline.update.${update}`)}{' '}
      <Button look="quiet" onClick={() => void desk.loadUpdate()}>
        {t('offline.update.load')}
      </Button>
      {isHeldUp ? <p>{t('offline.update.heldUp')}</p> : null}
    </Toast>
  );
}

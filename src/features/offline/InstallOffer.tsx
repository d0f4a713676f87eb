import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { installOffer } from './install-offer';

/** Shown where the browser offers to install the page as an app. */
export function InstallOffer() {
  const { t } = useTranslation();
  const isOffered = useSyncExternalStore(installOffer.subscribe, installOffer.isOffered, installOffer.isOffered);
  if (!isOffered) return null;
  return (
    <p>
      {t('offline.installText')}{' '}
      <Button look="quiet" onClick={installOffer.take}>
        {t('offline.install')}
      </Button>
    </p>
  );
}

import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section';
import { OfflinePanel } from './OfflinePanel';
import { howKept, useOffline } from './use-offline';

/** The offer on the first page, folded. */
export function OfflineSection() {
  const { t } = useTranslation();
  const { status, parts } = useOffline();
  return (
    <Section
      title={t('offline.title')}
      state={t(status === 'here' ? `offline.short.${howKept(parts)}` : `offline.short.${status}`)}
    >
      {() => <OfflinePanel />}
    </Section>
  );
}

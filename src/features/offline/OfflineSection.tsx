import { useTranslation } from 'react-i18next';
import { useOffline } from '../../session/react';
import { Section } from '../../ui/Section';
import { howKept } from './how-kept';
import { OfflinePanel } from './OfflinePanel';

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

import { useTranslation } from 'react-i18next';
import type { LeavingState } from '../../session/outgoing';

/** What leaves, in one sentence. */
export function useLeavingText(state: LeavingState): string {
  const { t, i18n } = useTranslation();
  switch (state.kind) {
    case 'fetching':
      return t('connected.fetching', { host: state.host });
    case 'sending':
    case 'uploaded':
    case 'sent':
      return t(`connected.${state.kind}`, {
        hosts: new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(state.hosts),
      });
    default:
      return t(`connected.${state.kind}`);
  }
}

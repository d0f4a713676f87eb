import { useTranslation } from 'react-i18next';
import type { AliasMeeting } from '../../../../core/aliases/apply-aliases';
import { isolate } from './use-step-text';

/** Words of both records that mean the same, as somebody taught it; what the texts are compared with. */
export function AliasesMet({ aliases }: { readonly aliases: readonly AliasMeeting[] }) {
  const { t } = useTranslation();
  if (aliases.length === 0) return null;
  return (
    <p data-taught={aliases.length}>
      <strong>{t('aliases.why.title')}:</strong>{' '}
      {aliases.map(({ left, right }) => t('aliases.why.meet', { left: isolate(left), right: isolate(right) })).join(' ')}
    </p>
  );
}

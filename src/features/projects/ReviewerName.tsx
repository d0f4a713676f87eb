import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../session/react';
import { Field, Input } from '../../ui/Field';

/** Under which name decisions are written; kept in this browser. */
export function ReviewerName() {
  const { t } = useTranslation();
  const session = useSession();
  const reviewer = useSessionState((state) => state.reviewer);
  return (
    <Field label={t('projects.yourName')} hint={t('projects.yourNameHint')}>
      <Input autoComplete="name" maxLength={80} value={reviewer} onChange={(event) => session.setReviewer(event.target.value)} />
    </Field>
  );
}

import { useTranslation } from 'react-i18next';
import { useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { useLlm } from './LlmProvider';

/** Takes back all leave to send rows of the open project; nothing where there is none. */
export function WithdrawButton() {
  const { t } = useTranslation();
  const llm = useLlm();
  const project = useSessionState((state) => state.project?.id);
  if (!llm?.state.consents.some((consent) => consent.project === project)) return null;
  return <Button onClick={() => llm.desk.withdraw()}>{t('llmScreens.consent.withdraw')}</Button>;
}

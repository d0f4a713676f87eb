import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointModelId, readEndpointModel } from '../../core/llm/endpoint-model';
import { DEFAULT_MODEL } from '../../core/model/settings';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { EmbeddingDialog } from './EmbeddingDialog';
import { EndpointPanel } from './EndpointPanel';
import { hostOf } from './host-of';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';

/** Compares by vectors that a model of the endpoint makes. */
export function EmbeddingSection() {
  const { t } = useTranslation();
  const llm = useLlm();
  const session = useSession();
  const { project, sides, cleaned, isReadOnly, run } = useSessionState();
  const [isAsked, setAsked] = useState(false);
  const { left, right } = sides;
  if (!llm || !project || project.settings.task !== 'link' || left.status !== 'ready' || right.status !== 'ready') return null;
  const { endpoint } = llm.state;
  const { settings } = project;
  const used = readEndpointModel(settings.model);
  const isReady = endpoint !== null && endpoint.embeddingModel !== '';
  const isOurs = isReady && used?.base === endpoint.base && used.model === endpoint.embeddingModel;
  const mayRun = isOurs && llm.desk.hasConsent(settings.on);
  const isDisabled = isReadOnly || run.status === 'running';
  const tables = {
    left: cleaned.left.table?.compared ?? left.dataset,
    right: cleaned.right.table?.compared ?? right.dataset,
  };
  return (
    <Section title={t('llmScreens.vectors.title')} state={used ? used.model : t('llmScreens.off')} isOpenAtFirst={used !== null}>
      {() => (
        <div className={styles.body}>
          <p className={styles.hint}>{t('llmScreens.vectors.lead')}</p>
          <EndpointPanel />
          {isReady ? null : <p>{t('llmScreens.vectors.noModel')}</p>}
          {used ? (
            <p role="status">
              {t(mayRun ? 'llmScreens.vectors.used' : 'llmScreens.vectors.asksAgain', {
                model: used.model,
                host: hostOf(used.base),
              })}
            </p>
          ) : null}
          <div className={styles.actions}>
            {isReady && !mayRun ? (
              <Button look="main" disabled={isDisabled || settings.on.left.length === 0} onClick={() => setAsked(true)}>
                {t('llmScreens.vectors.use')}
              </Button>
            ) : null}
            {used ? (
              <Button disabled={isDisabled} onClick={() => void session.updateSettings({ model: DEFAULT_MODEL })}>
                {t('llmScreens.vectors.leave')}
              </Button>
            ) : null}
          </div>
          {isAsked && endpoint ? (
            <EmbeddingDialog
              tables={tables}
              on={settings.on}
              endpoint={endpoint}
              onAgreed={() =>
                void session.updateSettings({ model: endpointModelId({ base: endpoint.base, model: endpoint.embeddingModel }) })
              }
              onClose={() => setAsked(false)}
            />
          ) : null}
        </div>
      )}
    </Section>
  );
}

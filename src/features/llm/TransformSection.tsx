import { useTranslation } from 'react-i18next';
import { useSessionState } from '../../session/react';
import { Section } from '../../ui/Section';
import { EndpointPanel } from './EndpointPanel';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';
import { MadeColumns } from './MadeColumns';
import { isUnderWay } from './RunStatus';
import { TransformForm } from './TransformForm';

/** Prompted cleaning: a language model writes new columns, row by row. */
export function TransformSection() {
  const { t } = useTranslation();
  const llm = useLlm();
  const left = useSessionState((state) => state.sides.left.status);
  const right = useSessionState((state) => state.sides.right.status);
  const task = useSessionState((state) => state.project?.settings.task);
  if (!llm || left !== 'ready' || (right !== 'ready' && task !== 'deduplicate')) return null;
  const { endpoint, run } = llm.state;
  const isRunning = isUnderWay(run);
  return (
    <Section
      title={t('llmScreens.transform.title')}
      state={isRunning ? t('llmScreens.run.short') : endpoint && endpoint.model !== '' ? endpoint.model : t('llmScreens.off')}
      isOpenAtFirst={run?.kind === 'transform'}
    >
      {() => (
        <div className={styles.body}>
          <p className={styles.hint}>{t('llmScreens.transform.lead')}</p>
          <EndpointPanel />
          {endpoint && endpoint.model !== '' ? <TransformForm /> : null}
          <MadeColumns />
        </div>
      )}
    </Section>
  );
}

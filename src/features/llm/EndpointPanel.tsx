import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { EndpointForm } from './EndpointForm';
import { hostOf } from './host-of';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';
import { WithdrawButton } from './WithdrawButton';

/** The endpoint in use in a line, or the form to choose one. */
export function EndpointPanel() {
  const { t } = useTranslation();
  const llm = useLlm();
  const [isChanging, setChanging] = useState(false);
  if (!llm) return null;
  const { endpoint } = llm.state;
  if (!endpoint || (endpoint.model === '' && endpoint.embeddingModel === '') || isChanging)
    return <EndpointForm onDone={() => setChanging(false)} />;
  const place = t(endpoint.isThisComputer ? 'llmScreens.endpoint.here' : 'llmScreens.endpoint.elsewhere');
  return (
    <section className={styles.line} aria-label={t('llmScreens.endpoint.title')}>
      <p>
        <strong>
          <bdi>{[endpoint.model, endpoint.embeddingModel].filter((name) => name !== '').join(', ')}</bdi>
        </strong>{' '}
        <code dir="ltr">{hostOf(endpoint.origin)}</code> ({place}
        {endpoint.hasKey ? `, ${t('llmScreens.endpoint.hasKey')}` : null})
      </p>
      <Button look="quiet" onClick={() => setChanging(true)}>
        {t('llmScreens.endpoint.change')}
      </Button>
      {endpoint.hasKey ? (
        <Button look="quiet" onClick={() => llm.desk.forgetKey()}>
          {t('llmScreens.endpoint.forgetKey')}
        </Button>
      ) : null}
      <Button look="quiet" onClick={() => llm.desk.leave()}>
        {t('llmScreens.endpoint.leave')}
      </Button>
      <WithdrawButton />
    </section>
  );
}

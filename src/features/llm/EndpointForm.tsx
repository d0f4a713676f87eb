import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_ENDPOINT, type EndpointSettings } from '../../core/llm/endpoint';
import type { AppError } from '../../core/model/errors';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { Field, Input, Select } from '../../ui/Field';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';
import { PriceFields } from './PriceFields';

/** Address, key and model of an endpoint. Asking for its models tries address and key, and sends no row. */
export function EndpointForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const llm = useLlm();
  const [draft, setDraft] = useState<EndpointSettings>(() => llm?.state.endpoint ?? llm?.desk.remembered() ?? DEFAULT_ENDPOINT);
  const [key, setKey] = useState('');
  const [models, setModels] = useState<readonly string[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [isAsking, setAsking] = useState(false);
  if (!llm) return null;
  const { desk, state } = llm;
  const change = (patch: Partial<EndpointSettings>): void => setDraft((before) => ({ ...before, ...patch }));
  /** Whether the page may and does use it now. */
  const use = (settings: EndpointSettings): boolean => {
    const used = desk.use(settings, key === '' ? (state.endpoint?.hasKey ? 'keep' : null) : key);
    setError(used.error);
    return used.error === null;
  };
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setModels(null);
    if (!use(draft)) return;
    setAsking(true);
    const listed = await desk.listModels();
    setAsking(false);
    setError(listed.error);
    setModels(listed.value);
    const [first = ''] = listed.value ?? [];
    if (listed.value && !listed.value.includes(draft.model)) change({ model: first });
  };
  const done = (): void => {
    if (!use(draft)) return;
    setKey('');
    onDone();
  };
  return (
    <form className={styles.form} aria-label={t('llmScreens.endpoint.title')} onSubmit={(event) => void ask(event)}>
      <p className={styles.hint}>
        {t('llmScreens.endpoint.lead')} <code dir="ltr">{state.allowed.join(' ')}</code>
      </p>
      <div className={styles.fields}>
        <Field label={t('llmScreens.endpoint.address')} hint={t('llmScreens.endpoint.addressHint')}>
          <Input
            type="url"
            dir="ltr"
            required
            value={draft.address}
            placeholder="http://localhost:11434/v1"
            onChange={(event) => {
              change({ address: event.target.value });
              setModels(null);
            }}
          />
        </Field>
        <Field
          label={t('llmScreens.endpoint.key')}
          hint={t(state.endpoint?.hasKey ? 'llmScreens.endpoint.keyKept' : 'llmScreens.endpoint.keyHint')}
        >
          <Input
            type="password"
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        </Field>
      </div>
      <div className={styles.actions}>
        <Button type="submit" disabled={isAsking || draft.address.trim() === ''}>
          {t('llmScreens.endpoint.list')}
        </Button>
        <span role="status">
          {isAsking
            ? t('llmScreens.endpoint.asking')
            : models
              ? t('llmScreens.endpoint.answers', { count: models.length })
              : null}
        </span>
      </div>
      {error ? (
        <div role="alert">
          <ErrorText error={error} />
        </div>
      ) : null}
      <div className={styles.fields}>
        <Field label={t('llmScreens.endpoint.model')} hint={t('llmScreens.endpoint.modelHint')}>
          {models && models.length > 0 ? (
            <Select
              value={draft.model}
              choices={[...new Set([...models, draft.model])]
                .filter((name) => name !== '')
                .map((name) => ({ value: name, label: name }))}
              onChoose={(model) => change({ model })}
            />
          ) : (
            <Input dir="ltr" spellCheck={false} value={draft.model} onChange={(event) => change({ model: event.target.value })} />
          )}
        </Field>
        <Field label={t('llmScreens.endpoint.vectors')} hint={t('llmScreens.endpoint.vectorsHint')}>
          {models && models.length > 0 ? (
            <Select
              value={draft.embeddingModel}
              choices={[
                { value: '', label: t('llmScreens.endpoint.noVectors') },
                ...[...new Set([...models, draft.embeddingModel])]
                  .filter((name) => name !== '')
                  .map((name) => ({ value: name, label: name })),
              ]}
              onChoose={(embeddingModel) => change({ embeddingModel })}
            />
          ) : (
            <Input
              dir="ltr"
              spellCheck={false}
              value={draft.embeddingModel}
              onChange={(event) => change({ embeddingModel: event.target.value })}
            />
          )}
        </Field>
        <PriceFields settings={draft} onChange={change} />
      </div>
      <div className={styles.actions}>
        <Button
          look="main"
          disabled={(draft.model.trim() === '' && draft.embeddingModel.trim() === '') || draft.address.trim() === ''}
          onClick={done}
        >
          {t('llmScreens.endpoint.use')}
        </Button>
        {state.endpoint && (state.endpoint.model !== '' || state.endpoint.embeddingModel !== '') ? (
          <Button look="quiet" onClick={onDone}>
            {t('common.cancel')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

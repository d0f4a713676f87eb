import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../core/model/errors';
import { hubDesk, hubModels, type OwnModel, type UpdateState, watchModels } from '../../../session/models/hub';
import { knownModels } from '../../../session/models/own-models';
import { Button } from '../../../ui/Button';
import { ErrorText } from '../../../ui/ErrorText';
import styles from './HubSection.module.css';
import { useHubUpdates } from './use-hub';

/** For models that came from a hub: whether their branch has moved on, asked for one by one. */
export function HubUpdates() {
  const { t } = useTranslation();
  useSyncExternalStore(watchModels, knownModels, knownModels);
  const states = useHubUpdates();
  const models = hubModels();
  if (models.length === 0) return null;
  return (
    <details className={styles.known}>
      <summary>{t('hub.updates.title')}</summary>
      <p>{t('hub.updates.text')}</p>
      <ul className={styles.models}>
        {models.map((model) => (
          <li key={model.id} className={styles.model}>
            <code dir="ltr">{model.id}</code>
            <Outcome state={states.get(model.id)} />
            <Look model={model} isAsking={states.get(model.id) === 'asking'} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Look({ model, isAsking }: { readonly model: OwnModel; readonly isAsking: boolean }) {
  const { t } = useTranslation();
  const host = new URL(model.from.address!).host;
  return (
    <Button
      disabled={isAsking}
      aria-label={t('hub.updates.lookFor', { name: model.id, host })}
      onClick={() => void hubDesk().lookForUpdate(model)}
    >
      {t('hub.updates.look', { host })}
    </Button>
  );
}

function Outcome({ state }: { readonly state: UpdateState | undefined }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {state instanceof AppError ? <ErrorText error={state} /> : state && state !== 'asking' ? t(`hub.updates.${state}`) : null}
    </div>
  );
}

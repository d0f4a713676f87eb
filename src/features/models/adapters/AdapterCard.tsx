import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppError, toAppError } from '../../../core/model/errors';
import { DEFAULT_MODEL } from '../../../core/model/settings';
import { isSameModel } from '../../../core/own-models/own-model';
import type { Adapter } from '../../../core/tuning/adapter';
import { fitsModel } from '../../../core/tuning/adapter-note';
import { useSession, useSessionState } from '../../../session/react';
import { exportFile, type HeldAdapter, remove } from '../../../session/tuning/adapters';
import { Button } from '../../../ui/Button';
import { ErrorText } from '../../../ui/ErrorText';
import styles from '../own/ModelsPage.module.css';
import { RemoveKept } from '../RemoveKept';
import { AdapterFacts } from './AdapterFacts';
import { useModelHash, useNameOfModel } from './use-adapters';

/** An adapter with its facts, and what can be done with it. */
export function AdapterCard(props: {
  readonly held: HeldAdapter;
  readonly onRemoved: () => void;
  readonly more: ((adapter: Adapter) => ReactNode) | undefined;
}) {
  const { held, onRemoved, more } = props;
  const { t } = useTranslation();
  const [error, setError] = useState<AppError | null>(null);
  const { adapter } = held;
  const { id, name } = adapter;
  const save = (): void => void exportFile(id).then(null, (thrown: unknown) => setError(toAppError(thrown)));
  return (
    <li className={styles.card}>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {held.isKept ? null : <p className={styles.warn}>{t('adapters.memory')}</p>}
      {error ? <ErrorText error={error} /> : null}
      <AdapterFacts held={held} />
      {more?.(adapter)}
      <div className={styles.actions}>
        <UseAdapter held={held} />
        <Button look="quiet" aria-label={t('adapters.saveOf', { name })} onClick={save}>
          {t('adapters.save')}
        </Button>
        <RemoveKept
          texts="adapters"
          what={{ name }}
          isUsedBy={(project) => project.adapter === id}
          remove={() => remove(id)}
          onRemoved={onRemoved}
          onFailed={setError}
        />
      </div>
    </li>
  );
}

/** Puts an adapter into force, with its model, or says why that cannot be. */
function UseAdapter({ held: { adapter } }: { readonly held: HeldAdapter }) {
  const { t } = useTranslation();
  const session = useSession();
  const nameOf = useNameOfModel();
  const { id, name, base } = adapter;
  const sha256 = useModelHash(base.model);
  const isInForce = useSessionState((state) => state.project?.settings.adapter === id);
  const model = useSessionState((state) => state.project?.settings.model ?? DEFAULT_MODEL);
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const isUsable = typeof sha256 === 'string' && fitsModel(adapter, base.model, sha256);
  const use = (): void => void session.updateSettings({ model: base.model, adapter: isInForce ? null : id });
  return (
    <>
      <Button
        disabled={isReadOnly || !(isUsable || isInForce)}
        aria-pressed={isInForce}
        aria-label={t('adapters.useOf', { name })}
        onClick={use}
      >
        {t('adapters.use')}
      </Button>
      {isInForce ? <span className={styles.good}>{t('adapters.inForce')}</span> : null}
      {sha256 === null ? <span>{t('adapters.noModel', { model: nameOf(base.model) })}</span> : null}
      {typeof sha256 === 'string' && !isUsable ? <span>{t('adapters.otherWeights', { model: nameOf(base.model) })}</span> : null}
      {isUsable && !isInForce && !isSameModel(model, base.model) ? (
        <span>{t('adapters.otherModel', { model: nameOf(base.model) })}</span>
      ) : null}
    </>
  );
}

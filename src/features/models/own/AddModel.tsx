import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameInId } from '../../../core/own-models/own-model';
import { type Adding, addModel, cancelAdding, dismissAdding, type GivenModel } from '../../../session/models/model-adding';
import { useSession } from '../../../session/react';
import { isAdapterFile } from '../../../session/tuning/adapters';
import { Button } from '../../../ui/Button';
import { ErrorText } from '../../../ui/ErrorText';
import { FileButton } from '../../../ui/FileButton';
import { Progress } from '../../../ui/Progress';
import { chosenModel, droppedModel } from './given-model';
import styles from './ModelsPage.module.css';
import { UseModel } from './UseModel';
import { useAdding, useOwnModels } from './use-own-models';

const take = (given: GivenModel | null): void => void (given && addModel(given));

/** Takes the folder or zip of a model, dropped anywhere on the page or chosen; says how far it is and how it ended. */
export function AddModel() {
  const { t } = useTranslation();
  const state = useAdding();
  const isOver = useModelDrop();
  const isBusy = state.status === 'running';
  return (
    <div className={styles.drop} data-over={isOver}>
      <p>{t('ownModels.add.lead')}</p>
      <div className={styles.actions}>
        <FileButton accept="" isFolder look="main" disabled={isBusy} onFiles={(files) => take(chosenModel(files))}>
          {t('ownModels.add.folder')}
        </FileButton>
        <FileButton accept=".zip,application/zip" disabled={isBusy} onFiles={(files) => take(chosenModel(files))}>
          {t('ownModels.add.zip')}
        </FileButton>
        <span className={styles.muted}>{t('ownModels.add.drop')}</span>
      </div>
      {state.status === 'running' ? <Work state={state} /> : null}
      <div role="status" className={styles.outcome}>
        <Outcome state={state} />
      </div>
    </div>
  );
}

function Work({ state }: { readonly state: Adding & { readonly status: 'running' } }) {
  const { t } = useTranslation();
  const label = t(`ownModels.phases.${state.phase}`, { name: state.name });
  return (
    <div className={styles.work}>
      <p role="status">{label}</p>
      <Progress done={state.done} total={state.total} label={label} />
      <Button onClick={cancelAdding}>{t('common.cancel')}</Button>
    </div>
  );
}

function Outcome({ state }: { readonly state: Adding }) {
  const { t } = useTranslation();
  const models = useOwnModels() ?? [];
  const close = (
    <Button look="quiet" onClick={dismissAdding}>
      {t('common.close')}
    </Button>
  );
  if (state.status === 'failed') {
    return (
      <>
        <p>{t('ownModels.failed', { name: state.name })}</p>
        <ErrorText error={state.error} />
        <div>{close}</div>
      </>
    );
  }
  if (state.status !== 'added') return null;
  const { model, isNew } = state.added;
  // It may have been kept, or removed, since.
  const notKept = models.some(({ id, isKept }) => id === model.id && !isKept) ? state.added.notKept : null;
  const hasNamesake = models.some(({ id }) => id !== model.id && nameInId(id) === nameInId(model.id));
  return (
    <>
      <p className={styles.good}>{t(isNew ? 'ownModels.added' : 'ownModels.same', { model: model.id })}</p>
      {hasNamesake ? <p>{t('ownModels.namesake')}</p> : null}
      {notKept ? <p>{t('ownModels.memory')}</p> : null}
      {notKept && notKept.code !== 'storage/unavailable' ? <ErrorText error={notKept} /> : null}
      <div className={styles.actions}>
        <UseModel id={model.id} />
        {close}
      </div>
    </>
  );
}

/** Whether something is dragged over the page, which takes it when it is dropped. */
function useModelDrop(): boolean {
  const session = useSession();
  const [isOver, setIsOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    // dragenter and dragleave also fire for every element inside; the count tells when the window itself is left.
    const count = (step: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth.current = Math.max(0, depth.current + step);
      setIsOver(depth.current > 0);
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth.current = 0;
      setIsOver(false);
      const files = [...event.dataTransfer.files];
      if (files.length > 0 && files.every(isAdapterFile)) for (const file of files) void session.takeAdapter(file);
      else void droppedModel(event.dataTransfer).then(take);
    };
    const listeners = [
      ['dragenter', count(1)],
      ['dragleave', count(-1)],
      ['dragover', (event: DragEvent) => hasFiles(event) && event.preventDefault()],
      ['drop', onDrop],
    ] as const;
    for (const [type, listener] of listeners) window.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of listeners) window.removeEventListener(type, listener);
    };
  }, [session]);
  return isOver;
}

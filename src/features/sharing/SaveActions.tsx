import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderWishes } from '../../core/sharing/adapter-to-share';
import type { Adapter } from '../../core/tuning/adapter';
import {
  cancelSharing,
  saveAdapterAlone,
  saveAdapterOnnx,
  saveFolder,
  sharing,
  subscribeToSharing,
} from '../../session/sharing/sharing';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import styles from './Sharing.module.css';

/** Saves what is shared: all of it as one zip, or the adapter alone. */
export function SaveActions({ adapter, wishes }: { readonly adapter: Adapter; readonly wishes: FolderWishes }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const state = useSyncExternalStore(subscribeToSharing, sharing);
  const isWorking = state.status === 'working';
  const label = isWorking ? t(`sharing.${state.phase}`) : '';
  return (
    <div className={styles.actions}>
      <Button look="main" disabled={isWorking} onClick={() => void saveFolder(adapter, wishes)}>
        {t('sharing.saveFolder')}
      </Button>
      <Button disabled={isWorking} onClick={() => void saveAdapterAlone(adapter, wishes)}>
        {t('sharing.saveAdapter')}
      </Button>
      <Button disabled={isWorking} onClick={() => void saveAdapterOnnx(adapter, wishes)}>
        {t('sharing.saveOnnx')}
      </Button>
      <div className={styles.outcome}>
        <p role="status">
          {isWorking
            ? label
            : state.status === 'saved'
              ? t('sharing.saved', { file: state.fileName, size: bytes(state.bytes) })
              : null}
        </p>
        {isWorking ? (
          <>
            <Progress done={state.done} total={state.total} label={label} />
            <Button onClick={cancelSharing}>{t('common.cancel')}</Button>
          </>
        ) : null}
        {state.status === 'failed' ? (
          <div role="alert">
            <ErrorText error={state.error} />
          </div>
        ) : null}
      </div>
    </div>
  );
}

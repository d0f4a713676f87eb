import { useTranslation } from 'react-i18next';
import type { ModelId } from '../../../core/model/types';
import { isSameModel } from '../../../core/own-models/own-model';
import { useSession, useSessionState } from '../../../session/react';
import { Button } from '../../../ui/Button';
import styles from './ModelsPage.module.css';

/** Chooses a model for the open project, or says that it is chosen. */
export function UseModel({ id }: { readonly id: ModelId }) {
  const { t } = useTranslation();
  const session = useSession();
  const isChosen = useSessionState((state) => isSameModel(state.project?.settings.model ?? '', id));
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const choose = () => void session.updateSettings({ model: id });
  // The button stays, so that focus is not lost.
  return (
    <>
      <Button disabled={isReadOnly} aria-pressed={isChosen} aria-label={t('ownModels.useOf', { model: id })} onClick={choose}>
        {t('ownModels.use')}
      </Button>
      {isChosen ? <span className={styles.good}>{t('ownModels.chosen')}</span> : null}
    </>
  );
}

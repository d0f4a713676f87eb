import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppError, toAppError } from '../../../core/model/errors';
import { isSameModel } from '../../../core/own-models/own-model';
import { type OwnModel, remove } from '../../../session/models/own-models';
import { useSession } from '../../../session/react';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import styles from './ModelsPage.module.css';

/** Removes a model after it was asked whether that is meant; names the projects that use it. */
export function RemoveModel(props: {
  readonly model: OwnModel;
  readonly onRemoved: () => void;
  readonly onFailed: (error: AppError) => void;
}) {
  const { id } = props.model;
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [users, setUsers] = useState<readonly string[] | null>(null);
  const ask = async () => {
    const projects = await session.listProjects();
    setUsers(projects.filter(({ model }) => isSameModel(model, id)).map(({ name }) => `“${name}”`));
  };
  const removeIt = async () => {
    setUsers(null);
    try {
      await remove(id);
      props.onRemoved();
    } catch (thrown) {
      props.onFailed(toAppError(thrown));
    }
  };
  return (
    <>
      <Button look="quiet" aria-label={t('ownModels.removeOf', { model: id })} onClick={() => void ask()}>
        {t('ownModels.remove')}
      </Button>
      {users ? (
        <Dialog
          title={t('ownModels.removeTitle')}
          closeLabel={t('common.cancel')}
          onClose={() => setUsers(null)}
          actions={
            <Button look="danger" onClick={() => void removeIt()}>
              {t('ownModels.removeYes')}
            </Button>
          }
        >
          <div className={styles.ask}>
            <p>{t('ownModels.removeText', { model: id })}</p>
            {users.length === 0 ? null : (
              <p role="alert">{t('ownModels.removeUsed', { projects: new Intl.ListFormat(i18n.language).format(users) })}</p>
            )}
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppError, toAppError } from '../../../core/model/errors';
import type { Adapter } from '../../../core/tuning/adapter';
import { useSession } from '../../../session/react';
import { remove } from '../../../session/tuning/adapters';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import styles from '../own/ModelsPage.module.css';

/** Removes an adapter after it was asked whether that is meant; names the projects that use it. */
export function RemoveAdapter(props: {
  readonly adapter: Adapter;
  readonly onRemoved: () => void;
  readonly onFailed: (error: AppError) => void;
}) {
  const { id, name } = props.adapter;
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [users, setUsers] = useState<readonly string[] | null>(null);
  const ask = async () => {
    const projects = await session.listProjects();
    setUsers(projects.filter(({ adapter }) => adapter === id).map((project) => `“${project.name}”`));
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
      <Button look="quiet" aria-label={t('adapters.removeOf', { name })} onClick={() => void ask()}>
        {t('adapters.remove')}
      </Button>
      {users ? (
        <Dialog
          title={t('adapters.removeTitle')}
          closeLabel={t('common.cancel')}
          onClose={() => setUsers(null)}
          actions={
            <Button look="danger" onClick={() => void removeIt()}>
              {t('adapters.removeYes')}
            </Button>
          }
        >
          <div className={styles.ask}>
            <p>{t('adapters.removeText', { name })}</p>
            {users.length === 0 ? null : (
              <p role="alert">{t('adapters.removeUsed', { projects: new Intl.ListFormat(i18n.language).format(users) })}</p>
            )}
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

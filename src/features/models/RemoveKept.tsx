import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Session } from '../../session/contract';
import { useSession } from '../../session/react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './own/ModelsPage.module.css';

type ListedProject = Awaited<ReturnType<Session['listProjects']>>[number];

/** Removes a model or an adapter that is kept, after it was asked whether that is meant; names the projects that use it. */
export function RemoveKept(props: {
  readonly texts: 'ownModels' | 'adapters';
  /** Fills the texts. */
  readonly what: { readonly model: string } | { readonly name: string };
  readonly isUsedBy: (project: ListedProject) => boolean;
  readonly remove: () => Promise<unknown>;
  readonly onRemoved: () => void;
  readonly onFailed: (error: AppError) => void;
}) {
  const { texts, what } = props;
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [users, setUsers] = useState<readonly string[] | null>(null);
  const ask = async () => {
    const projects = await session.listProjects();
    setUsers(projects.filter(props.isUsedBy).map(({ name }) => `“${name}”`));
  };
  const removeIt = async () => {
    setUsers(null);
    try {
      await props.remove();
      props.onRemoved();
    } catch (thrown) {
      props.onFailed(toAppError(thrown));
    }
  };
  return (
    <>
      <Button look="quiet" aria-label={t(`${texts}.removeOf`, what)} onClick={() => void ask()}>
        {t(`${texts}.remove`)}
      </Button>
      {users ? (
        <Dialog
          title={t(`${texts}.removeTitle`)}
          closeLabel={t('common.cancel')}
          onClose={() => setUsers(null)}
          actions={
            <Button look="danger" onClick={() => void removeIt()}>
              {t(`${texts}.removeYes`)}
            </Button>
          }
        >
          <div className={styles.ask}>
            <p>{t(`${texts}.removeText`, what)}</p>
            {users.length === 0 ? null : (
              <p role="alert">{t(`${texts}.removeUsed`, { projects: new Intl.ListFormat(i18n.language).format(users) })}</p>
            )}
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

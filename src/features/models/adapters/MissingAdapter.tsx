import { useTranslation } from 'react-i18next';
import { AppError } from '../../../core/model/errors';
import { useSession, useSessionState } from '../../../session/react';
import { Button } from '../../../ui/Button';
import { ErrorText } from '../../../ui/ErrorText';
import styles from '../own/ModelsPage.module.css';
import { useAdapters } from './use-adapters';

/** Says that the adapter of the open project is not in this browser, and what can be done. Nothing where it is here. */
export function MissingAdapter() {
  const { t } = useTranslation();
  const session = useSession();
  const held = useAdapters();
  const project = useSessionState((state) => state.project);
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const id = project?.settings.adapter;
  if (!held || !project || !id || project.settings.score === 'lexical') return null;
  if (held.some(({ adapter }) => adapter.id === id)) return null;
  const name = project.adapter?.id === id ? project.adapter.name : id;
  return (
    <div className={styles.missingShort}>
      <ErrorText error={new AppError('adapter/absent', { adapter: name })} />
      <Button disabled={isReadOnly} onClick={() => void session.updateSettings({ adapter: null })}>
        {t('adapters.stop')}
      </Button>
    </div>
  );
}

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchTask } from '../../core/model/settings';
import { useSession, useSessionState } from '../../session/react';
import styles from './TaskChoice.module.css';

const TASKS: readonly MatchTask[] = ['link', 'deduplicate'];

/** What the project is about: two tables, or one with duplicates. */
export function TaskChoice() {
  const { t } = useTranslation();
  const session = useSession();
  const id = useId();
  const { project, isReadOnly, run } = useSessionState();
  const isDisabled = isReadOnly || run.status === 'running';
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{t('files.task')}</legend>
      {TASKS.map((task) => (
        <label key={task} className={styles.option}>
          <input
            type="radio"
            name={id}
            disabled={isDisabled}
            checked={(project?.settings.task ?? 'link') === task}
            onChange={() => void session.chooseTask(task)}
          />
          {t(`files.tasks.${task}`)}
        </label>
      ))}
    </fieldset>
  );
}

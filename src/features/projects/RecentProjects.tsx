import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectSummary } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './RecentProjects.module.css';

/** Projects stored in this browser, newest first, without the open one. Nothing is shown where there are none. */
export function RecentProjects() {
  const { t } = useTranslation();
  const session = useSession();
  const openId = useSessionState((state) => state.project?.id);
  const { number, date, bytes } = useFormats();
  const [projects, setProjects] = useState<readonly ProjectSummary[]>([]);
  const [doomed, setDoomed] = useState<ProjectSummary | null>(null);
  const [renamed, setRenamed] = useState<ProjectSummary | null>(null);

  const refresh = useCallback(async () => setProjects(await session.listProjects()), [session]);
  useEffect(() => void refresh(), [refresh]);

  const others = projects.filter((project) => project.id !== openId && project.leftRows + project.rightRows > 0);
  if (others.length === 0) return null;

  const remove = async (id: string) => {
    setDoomed(null);
    await session.deleteProject(id);
    await refresh();
  };

  return (
    <section aria-labelledby="recent-projects">
      <h2 id="recent-projects" className={styles.title}>
        {t('projects.title')}
      </h2>
      <ul className={styles.list}>
        {others.map((project) => (
          <li key={project.id} className={styles.project}>
            <button type="button" className={styles.open} onClick={() => void session.openProject(project.id)}>
              <span className={styles.name}>{project.name}</span>
              <span className={styles.about}>
                {t(project.rightRows === 0 ? 'projects.aboutOne' : 'projects.about', {
                  left: number(project.leftRows),
                  right: number(project.rightRows),
                  date: date(project.changedAt),
                })}
                {project.bytes === null ? null : ` · ${bytes(project.bytes)}`}
              </span>
            </button>
            <Button
              look="quiet"
              aria-label={t('projects.renameNamed', { name: project.name })}
              onClick={() => setRenamed(project)}
            >
              {t('projects.rename')}
            </Button>
            <Button
              look="quiet"
              aria-label={t('projects.deleteNamed', { name: project.name })}
              onClick={() => setDoomed(project)}
            >
              {t('projects.delete')}
            </Button>
          </li>
        ))}
      </ul>
      {renamed ? (
        <RenameDialog
          project={renamed}
          onClose={() => setRenamed(null)}
          onRename={(name) => {
            setRenamed(null);
            void session.renameProject(renamed.id, name).then(refresh);
          }}
        />
      ) : null}
      {doomed ? (
        <Dialog
          title={t('projects.confirm')}
          closeLabel={t('common.cancel')}
          onClose={() => setDoomed(null)}
          actions={
            <Button look="danger" onClick={() => void remove(doomed.id)}>
              {t('projects.confirmYes')}
            </Button>
          }
        >
          <p>{t('projects.confirmText', { name: doomed.name })}</p>
        </Dialog>
      ) : null}
    </section>
  );
}

function RenameDialog(props: {
  readonly project: ProjectSummary;
  readonly onRename: (name: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(props.project.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onRename(name.trim());
  };
  return (
    <Dialog
      title={t('projects.renameTitle')}
      closeLabel={t('common.cancel')}
      onClose={props.onClose}
      actions={
        <Button look="main" type="submit" form="rename-project" disabled={name.trim() === ''}>
          {t('projects.rename')}
        </Button>
      }
    >
      <form id="rename-project" onSubmit={submit}>
        <Field label={t('projects.renameLabel')}>
          <Input required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

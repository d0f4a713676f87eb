import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Dataset } from '../../core/model/types';
import { useSession, useSessionState } from '../../session/react';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { useDroppedFiles } from '../../ui/use-dropped-files';
import { ClassifyForm } from './ClassifyForm';
import styles from './ClassifyPage.module.css';
import { Results } from './Results';

const PHASES = {
  reading: 'reading',
  'loading-model': 'embedding',
  embedding: 'embedding',
  lexical: 'learning',
  searching: 'learning',
  linking: 'learning',
} as const;

/** Sorts the rows of one table into categories. `model` is the choice of a language model. */
export function ClassifyPage({ model }: { readonly model: (isDisabled: boolean) => ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const left = useSessionState((state) => state.sides.left);
  const projectId = useSessionState((state) => state.project?.id ?? '');
  const { run, error } = useSessionState((state) => state.sorting);
  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.name.endsWith('.classifier.json')) return session.sorting.openClassifier(file);
    // Another table is another project; the one at hand stays in the list.
    if (session.state().sides.left.status === 'ready') await session.newProject();
    await session.setFile('left', file);
  };
  useDroppedFiles(([file]) => void open(file));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('classifying.title')}</h1>
        <p className={styles.muted}>{t('classifying.lead')}</p>
      </header>
      {left.status === 'ready' ? (
        <>
          <TableLine table={left.dataset} onFile={(file) => void open(file)} />
          <ClassifyForm key={`${projectId} ${left.dataset.fingerprint}`} table={left.dataset} model={model} />
        </>
      ) : (
        <section className={styles.empty}>
          <p>{t(left.status === 'empty' ? 'classifying.noTable' : 'classifying.reading')}</p>
          {left.status === 'failed' ? <ErrorText error={left.error} /> : null}
          <div className={styles.actions}>
            <FileButton accept={ACCEPTED_FILES} look="main" onFiles={([file]) => void open(file)}>
              {t('classifying.chooseTable')}
            </FileButton>
            <Link href="/">{t('app.toFiles')}</Link>
          </div>
        </section>
      )}
      <div role="status" className={styles.status}>
        {run ? t(`classifying.phases.${PHASES[run.phase]}`) : null}
      </div>
      {run ? (
        <div className={styles.actions}>
          <Progress done={run.done} total={run.total} label={t('classifying.progress')} />
          <Button onClick={() => session.sorting.cancel()}>{t('common.cancel')}</Button>
        </div>
      ) : null}
      {error ? (
        <div role="alert" className={styles.card}>
          <ErrorText error={error} />
          <div>
            <Button onClick={() => session.sorting.dismiss()}>{t('common.close')}</Button>
          </div>
        </div>
      ) : null}
      {left.status === 'ready' ? <Results table={left.dataset} /> : null}
    </div>
  );
}

function TableLine({ table, onFile }: { readonly table: Dataset; readonly onFile: (file: File | undefined) => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <div className={styles.actions}>
      <span dir="auto">{t('classifying.table', { file: table.source.fileName, rows: number(table.rowCount) })}</span>
      <FileButton look="quiet" accept={ACCEPTED_FILES} onFiles={([file]) => onFile(file)}>
        {t('classifying.otherTable')}
      </FileButton>
    </div>
  );
}

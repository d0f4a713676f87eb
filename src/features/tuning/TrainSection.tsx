import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { HelpMark } from '../../ui/HelpMark';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import { Result } from './Result';
import { TrainForm } from './TrainForm';
import { TrainingPanel } from './TrainingPanel';
import styles from './Tuning.module.css';

/** Trains an adapter: from what, how far it is, and what it came to. */
export function TrainSection() {
  const { t } = useTranslation();
  const session = useSession();
  const { run, outcome, error } = useSessionState((state) => state.tuning);
  const projectId = useSessionState((state) => state.project?.id ?? '');
  return (
    <section className={styles.section} aria-labelledby="tuning-train">
      <div className={styles.title}>
        <h2 id="tuning-train">{t('tuning.train.title')}</h2>
        <HelpMark topic="tuning" />
      </div>
      {run ? <TrainingPanel run={run} /> : null}
      <VisuallyHidden>
        <span role="status">{outcome ? t('tuning.ended') : null}</span>
      </VisuallyHidden>
      {outcome ? <Result outcome={outcome} /> : null}
      {error ? (
        <div className={styles.card} role="alert">
          <p>{t('tuning.failed')}</p>
          <ErrorText error={error} />
          <div>
            <Button onClick={() => session.tuning.dismiss()}>{t('common.close')}</Button>
          </div>
        </div>
      ) : null}
      {run ? null : <TrainForm key={projectId} />}
    </section>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TruthFigures } from '../../core/report/report-input';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import styles from './ReportPanel.module.css';
import { recallChoices, recallSource } from './remembered-source';

/** Saves the methods report, with the figures against known answers where some were given in this visit. */
export function ReportPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const isWithin = useSessionState((state) => state.project?.settings.task === 'deduplicate');
  const isThere = useSessionState(({ review, clusters, project }) =>
    project?.settings.task === 'deduplicate' ? clusters !== null : review !== null,
  );
  const [withExamples, setWithExamples] = useState(false);
  const [isWorking, setIsWorking] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);

  const truthFigures = async (): Promise<TruthFigures | null> => {
    const { project, sides } = session.state();
    const source = project && recallSource(project.id);
    if (!source || isWithin || sides.left.status !== 'ready' || sides.right.status !== 'ready') return null;
    const { coverage, include } = recallChoices(project.id);
    // Where a table was changed since there is no value, and the screen “Check accuracy” says so.
    const { value } = await session.evaluateReview({ source, coverage, include }, new AbortController().signal);
    const name = source.kind === 'file' ? source.table.source.fileName : source.column;
    return value && { source: name, coverage, include, accuracy: value.all };
  };
  const save = async (): Promise<void> => {
    setIsWorking(true);
    setSaved(null);
    setSaved(await session.saveReport({ withExamples, truth: await truthFigures() }));
    setIsWorking(false);
  };

  if (!isThere) return null;
  return (
    <section className={styles.panel} aria-labelledby="report">
      <div>
        <h2 id="report">{t('report.title')}</h2>
        <p className={styles.muted}>{t('report.lead')}</p>
      </div>
      <label className={styles.check}>
        <input type="checkbox" checked={withExamples} onChange={() => setWithExamples(!withExamples)} />
        <span>
          {t(isWithin ? 'report.withClusters' : 'report.withLinks')}{' '}
          <span className={styles.muted}>{t('report.examplesHint')}</span>
        </span>
      </label>
      <div>
        <Button disabled={isWorking} onClick={() => void save()}>
          {t(isWorking ? 'export.working' : 'report.save')}
        </Button>
      </div>
      <div role="status">{saved ? t('report.saved', { file: saved }) : null}</div>
    </section>
  );
}

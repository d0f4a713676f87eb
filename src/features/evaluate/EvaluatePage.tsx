import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { estimatedThresholds } from '../../core/evaluation/sample/shown-thresholds';
import type { ChosenTruth } from '../../core/evaluation/truth-source';
import type { Dataset, Sides } from '../../core/model/types';
import type { ReviewState } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { reviewedTables } from '../../session/reviewed-tables';
import { ErrorText } from '../../ui/ErrorText';
import { AuditList } from './AuditList';
import { ClusterEvaluation } from './ClusterEvaluation';
import { CurvesPanel } from './CurvesPanel';
import styles from './EvaluatePage.module.css';
import { FiguresTable } from './FiguresTable';
import { GroupsPanel } from './groups/GroupsPanel';
import { recallChoices, recallSource, rememberChoices, rememberSource } from './remembered-source';
import { SamplePanel } from './SamplePanel';
import { ThresholdPanel } from './ThresholdPanel';
import { TruthPicker } from './TruthPicker';
import { type EvaluationChoices, useEvaluation } from './use-evaluation';
import { useSample } from './use-sample';

/** Accuracy of what is under review, or what has to happen first. */
export function EvaluatePage() {
  const { t } = useTranslation();
  const state = useSessionState();
  const { clusters, project } = state;
  const { left } = state.sides;
  if (clusters && left.status === 'ready' && left.dataset.rowCount === clusters.graph.rowCount) {
    const id = project?.id ?? '';
    return <ClusterEvaluation key={id} projectId={id} review={clusters} table={left.dataset} />;
  }
  const tables = reviewedTables(state);
  if (!tables) {
    return (
      <div className={styles.page}>
        <h1>{t('evaluate.title')}</h1>
        <p>{t('evaluate.nothing')}</p>
        <Link href="/set-up">{t('review.toSetUp')}</Link>
      </div>
    );
  }
  const { own, review } = tables;
  return <Evaluation key={project?.id} projectId={project?.id ?? ''} review={review} left={own.left} right={own.right} />;
}

interface EvaluationProps {
  readonly projectId: string;
  readonly review: ReviewState;
  readonly left: Dataset;
  readonly right: Dataset;
}

function Evaluation({ projectId, review, left, right }: EvaluationProps) {
  const { t } = useTranslation();
  const session = useSession();
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const tables = useMemo<Sides<Dataset>>(() => ({ left, right }), [left, right]);
  const [source, setSource] = useState<ChosenTruth | null>(() => recallSource(projectId));
  const [choices, setChoices] = useState<EvaluationChoices>(() => recallChoices(projectId));
  const [isLeftOut, setIsLeftOut] = useState(false);
  const { evaluation, error, isWorking } = useEvaluation(review, source, choices);
  const thresholds = useMemo(() => estimatedThresholds(review.threshold), [review.threshold]);
  const sample = useSample(review, thresholds);
  const setThreshold = (threshold: number) => void session.setThreshold(threshold);
  const figures = evaluation && (isLeftOut ? evaluation.withoutSuspects : evaluation.all);

  const choose = (next: ChosenTruth) => {
    rememberSource(projectId, next);
    setSource(next);
  };
  const chooseHow = (next: EvaluationChoices) => {
    rememberChoices(projectId, next);
    setChoices(next);
  };
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('evaluate.title')}</h1>
        <p className={styles.muted}>{t('evaluate.lead')}</p>
        <Link href="/map">{t('places.map')}</Link>
      </header>
      <ThresholdPanel
        review={review}
        tables={tables}
        estimate={sample.estimate}
        isReadOnly={isReadOnly}
        onThreshold={setThreshold}
      />
      <SamplePanel review={review} sample={sample} isReadOnly={isReadOnly} />
      <GroupsPanel review={review} left={left} right={right} />
      <TruthPicker tables={tables} source={source} choices={choices} onSource={choose} onChoices={chooseHow} />
      <div role="status" className={styles.status}>
        {isWorking ? t('evaluate.working') : null}
      </div>
      {error ? <ErrorText error={error} /> : null}
      {evaluation && figures ? (
        <>
          <FiguresTable
            evaluation={evaluation}
            isLeftOut={isLeftOut}
            onLeaveOut={setIsLeftOut}
            isLabelled={evaluation.isLabelled}
          />
          <CurvesPanel figures={figures} threshold={review.threshold} isReadOnly={isReadOnly} onThreshold={setThreshold} />
          <AuditList evaluation={evaluation} tables={tables} on={review.settings.on} />
        </>
      ) : null}
    </div>
  );
}

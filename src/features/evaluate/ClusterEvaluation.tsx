import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClusterTruthSource } from '../../core/evaluation/cluster-truth-source';
import { bestPoint } from '../../core/evaluation/curve';
import type { Dataset } from '../../core/model/types';
import { rowText } from '../../core/table/row-text';
import type { EvaluatedClusters } from '../../rpc/protocol';
import type { ClusterReview } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { BestThreshold } from './BestThreshold';
import { ClusterErrorList } from './ClusterErrorList';
import { ClusterFigures } from './ClusterFigures';
import { ClusterTruthPicker } from './ClusterTruthPicker';
import styles from './EvaluatePage.module.css';
import { GroupsPanel } from './groups/GroupsPanel';
import { recallClusterSource, rememberClusterSource } from './remembered-clusters';
import { useClusterCurve } from './use-cluster-curve';
import { useClusterEvaluation } from './use-cluster-evaluation';

interface ClusterEvaluationProps {
  readonly projectId: string;
  readonly review: ClusterReview;
  readonly table: Dataset;
}

/** How the clusters, edits included, compare with the true ones. */
export function ClusterEvaluation({ projectId, review, table }: ClusterEvaluationProps) {
  const { t } = useTranslation();
  const [source, setSource] = useState<ClusterTruthSource | null>(() => recallClusterSource(projectId));
  const { evaluation, error, isWorking } = useClusterEvaluation(review, table, source);
  const choose = (next: ClusterTruthSource) => {
    rememberClusterSource(projectId, next);
    setSource(next);
  };
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('evaluate.title')}</h1>
        <p className={styles.muted}>{t('evaluate.clusters.lead')}</p>
      </header>
      <GroupsPanel review={review} left={table} right={null} />
      <ClusterTruthPicker table={table} source={source} onSource={choose} />
      <div role="status" className={styles.status}>
        {isWorking ? t('evaluate.working') : null}
      </div>
      {error ? <ErrorText error={error} /> : null}
      {evaluation ? <Measured review={review} table={table} evaluation={evaluation} /> : null}
    </div>
  );
}

interface MeasuredProps {
  readonly review: ClusterReview;
  readonly table: Dataset;
  readonly evaluation: EvaluatedClusters;
}

function Measured({ review, table, evaluation }: MeasuredProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const { accuracy, errors, notes, truthOf } = evaluation;
  const textOf = useMemo(() => rowText(table, review.on), [table, review.on]);
  const curve = useClusterCurve(review, truthOf);
  const best = curve && bestPoint(curve);
  const noted = (['unknownIds', 'contradicted'] as const).filter((name) => notes[name].count > 0);
  if (accuracy.records === 0) return <p role="status">{t('evaluate.clusters.noneKnown')}</p>;
  return (
    <>
      {noted.map((name) => (
        <p key={name} role="status">
          {t(`evaluate.clusters.notes.${name}`, {
            count: notes[name].count,
            formatted: number(notes[name].count),
            example: notes[name].example,
          })}
        </p>
      ))}
      <ClusterFigures accuracy={accuracy} />
      {curve && best ? (
        <BestThreshold
          curve={curve}
          best={best}
          threshold={review.threshold}
          isReadOnly={isReadOnly}
          onThreshold={(threshold) => void session.clusters.change({ threshold })}
        />
      ) : (
        <p role="status">{t('evaluate.working')}</p>
      )}
      <ClusterErrorList errors={errors} textOf={textOf} />
    </>
  );
}

import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findClusterErrors } from '../../core/evaluation/cluster-errors';
import { measureClusters } from '../../core/evaluation/cluster-metrics';
import type { ClusterTruth } from '../../core/evaluation/cluster-truth';
import { bestPoint } from '../../core/evaluation/curve';
import { toAppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';
import { rowText } from '../../core/table/row-text';
import type { ClusterReview } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { BestThreshold } from './BestThreshold';
import { ClusterErrorList } from './ClusterErrorList';
import { ClusterFigures } from './ClusterFigures';
import { ClusterTruthPicker } from './ClusterTruthPicker';
import { type ClusterTruthSource, readClusterSource, recallClusterSource, rememberClusterSource } from './cluster-truth-source';
import styles from './EvaluatePage.module.css';
import { useClusterCurve } from './use-cluster-curve';

interface ClusterEvaluationProps {
  readonly projectId: string;
  readonly review: ClusterReview;
  readonly table: Dataset;
}

/** How the clusters, edits included, compare with the true ones. */
export function ClusterEvaluation({ projectId, review, table }: ClusterEvaluationProps) {
  const { t } = useTranslation();
  const [source, setSource] = useState<ClusterTruthSource | null>(() => recallClusterSource(projectId));
  const { truth, error } = useMemo(() => {
    try {
      return { truth: source && readClusterSource(source, table), error: null };
    } catch (thrown) {
      return { truth: null, error: toAppError(thrown) };
    }
  }, [source, table]);
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
      <ClusterTruthPicker table={table} source={source} onSource={choose} />
      {error ? <ErrorText error={error} /> : null}
      {truth ? <Measured review={review} table={table} truth={truth} /> : null}
    </div>
  );
}

interface MeasuredProps {
  readonly review: ClusterReview;
  readonly table: Dataset;
  readonly truth: ClusterTruth;
}

function Measured({ review, table, truth }: MeasuredProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const { clusterOf } = review.settled;
  const accuracy = useMemo(() => measureClusters(clusterOf, truth.clusterOf), [clusterOf, truth]);
  const errors = useMemo(() => findClusterErrors(clusterOf, truth.clusterOf), [clusterOf, truth]);
  const textOf = useMemo(() => rowText(table, review.on), [table, review.on]);
  const curve = useClusterCurve(review, truth.clusterOf);
  const best = curve && bestPoint(curve);
  const notes = (['unknownIds', 'contradicted'] as const).filter((name) => truth[name].length > 0);
  if (accuracy.records === 0) return <p role="status">{t('evaluate.clusters.noneKnown')}</p>;
  return (
    <>
      {notes.map((name) => (
        <p key={name} role="status">
          {t(`evaluate.clusters.notes.${name}`, {
            count: truth[name].length,
            formatted: number(truth[name].length),
            example: truth[name][0],
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

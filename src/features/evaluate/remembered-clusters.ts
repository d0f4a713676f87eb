import type { ClusterTruthSource } from '../../core/evaluation/cluster-truth-source';

let last: { readonly projectId: string; readonly source: ClusterTruthSource } | null = null;

/** The truth that was chosen last for a project, for as long as the page is open. */
export const recallClusterSource = (projectId: string): ClusterTruthSource | null =>
  last?.projectId === projectId ? last.source : null;

export function rememberClusterSource(projectId: string, source: ClusterTruthSource): void {
  last = { projectId, source };
}

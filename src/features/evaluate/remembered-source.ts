import type { TruthSource } from './truth-source';

let last: { readonly projectId: string; readonly source: TruthSource } | null = null;

/** The truth that was chosen last for a project, for as long as the page is open: going to the review and back keeps it. */
export const recallSource = (projectId: string): TruthSource | null => (last?.projectId === projectId ? last.source : null);

export function rememberSource(projectId: string, source: TruthSource): void {
  last = { projectId, source };
}

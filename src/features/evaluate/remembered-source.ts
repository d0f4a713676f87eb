import type { ChosenTruth } from '../../core/evaluation/truth-source';
import type { EvaluationChoices } from './use-evaluation';

let last: { readonly projectId: string; readonly source: ChosenTruth } | null = null;

/** The truth that was chosen last for a project, for as long as the page is open: going to the review and back keeps it. */
export const recallSource = (projectId: string): ChosenTruth | null => (last?.projectId === projectId ? last.source : null);

export function rememberSource(projectId: string, source: ChosenTruth): void {
  last = { projectId, source };
}

let lastChoices: { readonly projectId: string; readonly choices: EvaluationChoices } | null = null;

const FIRST_CHOICES: EvaluationChoices = { coverage: 'all', include: 'suggested' };

/** What was chosen with it. */
export const recallChoices = (projectId: string): EvaluationChoices =>
  lastChoices?.projectId === projectId ? lastChoices.choices : FIRST_CHOICES;

export function rememberChoices(projectId: string, choices: EvaluationChoices): void {
  lastChoices = { projectId, choices };
}

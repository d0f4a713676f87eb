import { DEFAULT_TUNING_OPTIONS } from '../../core/tuning/options';
import type { TuningSource } from '../../session/tuning/training-source';
import type { TuningChoices } from '../../session/tuning/tuning';
import type { ReadKind, SourceKind } from './source-choice';

export type ChosenOptions = Omit<TuningChoices, 'name'>;

/** What is chosen on the form of a training. */
export interface TrainChoices {
  readonly kind: SourceKind;
  readonly sources: Readonly<Record<ReadKind, TuningSource | null>>;
  /** null: after the project. */
  readonly name: string | null;
  readonly options: ChosenOptions;
}

const { seed, loss, epochs, validationShare } = DEFAULT_TUNING_OPTIONS;
export const USUAL_OPTIONS: ChosenOptions = { seed, loss, epochs, validationShare };
const FIRST: TrainChoices = {
  kind: 'decisions',
  sources: { pairs: null, clusters: null, column: null },
  name: null,
  options: USUAL_OPTIONS,
};

let last: { readonly projectId: string; readonly choices: TrainChoices } | null = null;

/** What was chosen last for a project, for as long as the page is open: going elsewhere and back keeps it. */
export const recallForm = (projectId: string): TrainChoices => (last?.projectId === projectId ? last.choices : FIRST);

export function rememberForm(projectId: string, choices: TrainChoices): void {
  last = { projectId, choices };
}

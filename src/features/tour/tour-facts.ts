import type { SessionState } from '../../session/contract';

/** What has really happened on the page, as far as the tour waits for it. */
export interface TourFacts {
  readonly path: string;
  readonly project: string | null;
  readonly isReadOnly: boolean;
  /** `samples`: both tables of the samples are there, to be linked. `coming`: something is being read. `other`: tables of one's own. */
  readonly tables: 'none' | 'coming' | 'samples' | 'other';
  readonly run: 'idle' | 'running' | 'failed';
  /** Candidates that will not change any more. */
  readonly hasCandidates: boolean;
  /** What every entry of the log did, oldest first. */
  readonly done: readonly string[];
  /** How many files of links were saved since the page was loaded, and whether the last one was a crosswalk. */
  readonly saved: number;
  readonly isCrosswalk: boolean;
}

const SAMPLES = ['companies-2023.csv', 'companies-2024.csv'] as const;

/** O(entries of the log). */
export function factsOf(state: SessionState, path: string): TourFacts {
  return {
    path,
    project: state.project?.id ?? null,
    isReadOnly: state.isReadOnly,
    tables: tablesOf(state),
    run: state.run.status,
    hasCandidates: state.review !== null && !state.review.isProvisional,
    done: state.review?.book.entries.map((entry) => (entry.kind === 'decide' ? entry.action : entry.kind)) ?? [],
    saved: state.exported.count,
    isCrosswalk: state.exported.kind === 'crosswalk',
  };
}

function tablesOf({ project, sides: { left, right } }: SessionState): TourFacts['tables'] {
  const nameOf = (side: typeof left): string | null => (side.status === 'ready' ? side.dataset.source.fileName : null);
  if (left.status === 'reading' || right.status === 'reading') return 'coming';
  if (left.status === 'empty' && right.status === 'empty') return 'none';
  const areSamples = nameOf(left) === SAMPLES[0] && nameOf(right) === SAMPLES[1];
  return areSamples && project?.settings.task === 'link' ? 'samples' : 'other';
}

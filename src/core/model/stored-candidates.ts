import type { LearnedReview } from '../learning/learned-review';
import type { RunRecord } from './run-record';
import type { MatchSettings } from './settings';
import type { CandidateSet, Fingerprint, Link } from './types';

/** Candidates as they are kept, with what they were found with. */
export interface StoredCandidates {
  readonly fingerprint: Fingerprint;
  readonly candidates: CandidateSet;
  readonly settings: MatchSettings;
  readonly threshold: number;
  readonly links: readonly Link[];
  /** Ranked anew by what a person accepted: they follow from more than tables and settings. */
  readonly isLearned?: boolean;
  /** Scored anew by answers, with the way back to the program's scores. */
  readonly learned?: LearnedReview;
  /** Absent in what earlier versions and scripts found. */
  readonly run?: RunRecord;
}

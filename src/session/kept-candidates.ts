import type { ProjectStore } from '../adapters/project-store';
import type { Project } from '../core/model/settings';
import type { StoredCandidates } from '../core/model/stored-candidates';
import { candidatesKey, learnedKey } from './new-project';

/** Candidates of earlier settings that are kept beside those under review, so that going back to them computes nothing. */
const MOST_KEPT = 5;

interface KeptCandidatesInput {
  readonly store: ProjectStore;
  readonly project: () => Project;
  save(change: Partial<Project>): Promise<void>;
  /** Writes go one after the other. */
  inOrder<T>(work: () => Promise<T>): Promise<T>;
}

export interface KeptCandidates {
  /** What an earlier run found with the project's tables and settings; null where nothing was kept. */
  recall(): Promise<StoredCandidates | null>;
  /** Keeps candidates as those under review, and lets the oldest go. */
  keep(found: Omit<StoredCandidates, 'fingerprint'>): Promise<void>;
}

/** Candidates in the store, by the tables and settings that lead to them. */
export function createKeptCandidates({ store, project, save, inOrder }: KeptCandidatesInput): KeptCandidates {
  return {
    recall: () => store.readCandidates(candidatesKey(project())).catch(() => null),
    async keep(found) {
      const key = candidatesKey({ ...project(), settings: found.settings });
      const fingerprint = found.isLearned ? learnedKey(key) : key;
      const before = (project().kept ?? []).filter((other) => other !== fingerprint);
      const kept = [fingerprint, ...before].slice(0, MOST_KEPT);
      await inOrder(() => store.saveCandidates({ ...found, fingerprint }));
      await save({ candidates: fingerprint, kept });
      const dropped = before.filter((other) => !kept.includes(other));
      if (dropped.length > 0) await inOrder(() => store.dropCandidates(dropped)).catch(() => {});
    },
  };
}

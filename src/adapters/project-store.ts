import type { ClusterEntry } from '../core/clusters/edits';
import type { LogEntry } from '../core/decisions/log';
import type { Project } from '../core/model/settings';
import type { StoredCandidates } from '../core/model/stored-candidates';
import type { Dataset, Fingerprint } from '../core/model/types';

/** Everything that survives a reload, by project. All methods reject with `storage/…` when the storage fails. */
export interface ProjectStore {
  saveProject(project: Project): Promise<void>;
  readProject(id: string): Promise<Project | null>;
  /** Latest change first. */
  listProjects(): Promise<readonly Project[]>;
  /** Removes the project, its decisions, and tables and candidates that no other project uses. */
  deleteProject(id: string): Promise<void>;
  saveDataset(dataset: Dataset): Promise<void>;
  readDataset(fingerprint: Fingerprint): Promise<Dataset | null>;
  saveCandidates(stored: StoredCandidates): Promise<void>;
  readCandidates(fingerprint: Fingerprint): Promise<StoredCandidates | null>;
  /** Removes candidates that no project names. */
  dropCandidates(fingerprints: readonly Fingerprint[]): Promise<void>;
  appendEntry(projectId: string, entry: LogEntry): Promise<void>;
  /** In order of `seq`. */
  readEntries(projectId: string): Promise<readonly LogEntry[]>;
  appendClusterEntry(projectId: string, entry: ClusterEntry): Promise<void>;
  /** In order of `seq`. */
  readClusterEntries(projectId: string): Promise<readonly ClusterEntry[]>;
}

/** Tables and candidates that a project cannot do without. */
export const usedBy = ({ datasets, candidates, kept = [] }: Project): readonly (Fingerprint | null)[] => [
  datasets.left,
  datasets.right,
  candidates,
  ...kept,
];

import type { ClusterEntry } from '../core/clusters/edits';
import type { LogEntry } from '../core/decisions/log';
import type { Project } from '../core/model/settings';
import type { StoredCandidates } from '../core/model/stored-candidates';
import type { Dataset } from '../core/model/types';
import { type ProjectStore, usedBy } from './project-store';

/** A store that lives as long as the tab. */
export function createMemoryStore(): ProjectStore {
  const projects = new Map<string, Project>();
  const datasets = new Map<string, Dataset>();
  const candidates = new Map<string, StoredCandidates>();
  const entries = new Map<string, LogEntry[]>();
  const clusterEntries = new Map<string, ClusterEntry[]>();
  return {
    saveProject: async (project) => void projects.set(project.id, project),
    readProject: async (id) => projects.get(id) ?? null,
    listProjects: async () => [...projects.values()].sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1)),
    deleteProject: async (id) => {
      projects.delete(id);
      entries.delete(id);
      clusterEntries.delete(id);
      const rest = [...projects.values()];
      const used = new Set(rest.flatMap(usedBy));
      for (const { fingerprint } of datasets.values()) if (!used.has(fingerprint)) datasets.delete(fingerprint);
      for (const { fingerprint } of candidates.values()) if (!used.has(fingerprint)) candidates.delete(fingerprint);
    },
    saveDataset: async (dataset) => void datasets.set(dataset.fingerprint, dataset),
    readDataset: async (fingerprint) => datasets.get(fingerprint) ?? null,
    saveCandidates: async (stored) => void candidates.set(stored.fingerprint, stored),
    readCandidates: async (fingerprint) => candidates.get(fingerprint) ?? null,
    dropCandidates: async (fingerprints) => {
      const used = new Set([...projects.values()].flatMap(usedBy));
      for (const fingerprint of fingerprints) if (!used.has(fingerprint)) candidates.delete(fingerprint);
    },
    appendEntry: async (projectId, entry) => {
      entries.set(projectId, [...(entries.get(projectId) ?? []), entry]);
    },
    readEntries: async (projectId) => [...(entries.get(projectId) ?? [])].sort((a, b) => a.seq - b.seq),
    appendClusterEntry: async (projectId, entry) => {
      clusterEntries.set(projectId, [...(clusterEntries.get(projectId) ?? []), entry]);
    },
    readClusterEntries: async (projectId) => [...(clusterEntries.get(projectId) ?? [])].sort((a, b) => a.seq - b.seq),
  };
}

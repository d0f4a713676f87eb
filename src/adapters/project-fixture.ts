import type { ClusterEntry } from '../core/clusters/edits';
import type { LogEntry } from '../core/decisions/log';
import { DEFAULT_MATCH_SETTINGS, type Project } from '../core/model/settings';
import type { StoredCandidates } from '../core/model/stored-candidates';
import type { Dataset, Fingerprint } from '../core/model/types';
import { datasetOf } from '../core/text/text-fixture';

/** What a store holds, made small. For tests. */
export const fingerprint = (name: string): Fingerprint => name as Fingerprint;

export function projectOf(
  id: string,
  minute: number,
  uses: { left?: string; right?: string; candidates?: string } = {},
): Project {
  const at = new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString();
  return {
    id,
    schemaVersion: 1,
    name: `project ${id}`,
    createdAt: at,
    changedAt: at,
    datasets: {
      left: uses.left ? fingerprint(uses.left) : null,
      right: uses.right ? fingerprint(uses.right) : null,
    },
    rowCounts: { left: 3, right: 0 },
    reading: { left: { delimiter: ';' }, right: {} },
    settings: DEFAULT_MATCH_SETTINGS,
    candidates: uses.candidates ? fingerprint(uses.candidates) : null,
  };
}

export const tableOf = (name: string): Dataset => ({
  ...datasetOf(['__proto__', ['Straße', '']], ['name', ['a', 'b']]),
  fingerprint: fingerprint(name),
});

export const candidatesOf = (name: string): StoredCandidates => ({
  fingerprint: fingerprint(name),
  candidates: {
    leftCount: 1,
    rightCount: 2,
    offsets: Uint32Array.of(0, 1),
    right: Uint32Array.of(1),
    similarity: Float32Array.of(Number.NaN),
    lexical: Float32Array.of(0.5),
    matchScore: Float32Array.of(0.75),
  },
  settings: DEFAULT_MATCH_SETTINGS,
  threshold: 0.5,
  links: [{ left: 0, right: 1, matchScore: 0.75, decidedBy: 'rule' }],
});

export const entryOf = (seq: number): LogEntry => ({
  kind: 'decide',
  seq,
  at: '2024-01-01T00:00:00.000Z',
  action: 'accept',
  changes: [{ left: seq, right: 0, verdict: 'match' }],
});

export const clusterEntryOf = (seq: number): ClusterEntry => ({
  kind: 'edit',
  seq,
  at: '2026-01-01T00:00:00.000Z',
  action: 'merge',
  changes: [{ rows: [seq, seq + 1], from: null, to: { group: seq, isConfirmed: false } }],
});

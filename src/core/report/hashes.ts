import { headOfChain } from '../audit/chain';
import { createContentHash } from '../model/fingerprint';
import type { Markup, Part } from './markup';
import { html } from './markup';
import type { ClusteredFacts, LinkedFacts } from './report-input';
import { code, count, factTable } from './words';

/** Hashes by which inputs, candidates and decisions can be told from all others. O(candidates + log). */
export function hashFacts(found: LinkedFacts | ClusteredFacts): Markup {
  const rows: (readonly [string, Part])[] =
    found.of === 'links'
      ? [
          ['Left table', code(found.tables.left.fingerprint)],
          ['Right table', code(found.tables.right.fingerprint)],
          ['Candidates and scores', code(candidatesHash(found))],
          ['Decisions', code(decisionsHash(found.entries))],
        ]
      : [
          ['Table', code(found.table.fingerprint)],
          ['Clusters', code(clustersHash(found))],
          ['Edits of clusters', code(decisionsHash(found.entries))],
        ];
  const { entries } = found;
  if (entries.length > 0) {
    rows.push([
      'Audit log, its last entry',
      html`${code(headOfChain(entries))} after ${count(entries.length, 'entry', 'entries')}`,
    ]);
  }
  return factTable('SHA-256 of what went in and came out', rows);
}

/** Of the part `decisions.jsonl` (or `cluster-edits.jsonl`) of a project file. */
function decisionsHash(entries: readonly unknown[]): string {
  const hash = createContentHash();
  for (const entry of entries) hash.update(`${JSON.stringify(entry)}\n`);
  return hash.digest();
}

/** Of the part `candidates.bin` of a project file. */
function candidatesHash({ candidates }: LinkedFacts): string {
  const { offsets, right, similarity, lexical, matchScore } = candidates;
  return hashOfArrays([offsets, right, similarity, lexical, matchScore]);
}

const clustersHash = ({ clusterOf }: ClusteredFacts): string => hashOfArrays([clusterOf]);

function hashOfArrays(arrays: readonly (Uint32Array | Float32Array)[]): string {
  const hash = createContentHash();
  for (const array of arrays) hash.updateBytes(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest();
}

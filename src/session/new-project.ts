import { columnsRead } from '../core/candidates/columns-read';
import { FIND_CANDIDATES_VERSION } from '../core/candidates/find-candidates';
import { shippedWeightsIn } from '../core/candidates/rerank/reranker';
import { stepsFor } from '../core/cleaning/steps';
import { fingerprintOf } from '../core/model/fingerprint';
import { DEFAULT_MATCH_SETTINGS, PROJECT_SCHEMA_VERSION, type Project } from '../core/model/settings';
import type { Fingerprint } from '../core/model/types';
import { COMPOSE_RECORDS_VERSION } from '../core/text/records';

/** A project without tables. */
export function blankProject(): Project {
  const now = new Date().toISOString();
  const id = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    id,
    schemaVersion: PROJECT_SCHEMA_VERSION,
    name: '',
    createdAt: now,
    changedAt: now,
    datasets: { left: null, right: null },
    rowCounts: { left: 0, right: 0 },
    reading: { left: {}, right: {} },
    settings: DEFAULT_MATCH_SETTINGS,
    candidates: null,
  };
}

/** Names candidates that were ranked anew by what was accepted; `key` names those they were made from. */
export const learnedKey = (key: Fingerprint): Fingerprint => fingerprintOf('learned', 1, null, [key]);

/** Names the candidates that a project's tables and settings lead to. Links follow from them, so cardinality has no part in it. */
export function candidatesKey(project: Project): Fingerprint {
  const {
    cardinality: _,
    limits: _limits,
    threshold: _threshold,
    device: _device,
    cleaning,
    adapter,
    ...rest
  } = project.settings;
  const read = columnsRead(project.settings);
  const left = stepsFor(cleaning.left, read.left);
  const right = project.settings.task === 'deduplicate' ? [] : stepsFor(cleaning.right, read.right);
  // Absent where nothing is cleaned, so that candidates found before there was cleaning keep their name; adapters likewise.
  const cleaned = left.length + right.length > 0 ? { ...rest, cleaning: { left, right } } : rest;
  const adapted = adapter && rest.score !== 'lexical' ? { ...cleaned, adapter } : cleaned;
  const ranked = rest.task === 'link' && rest.score === 'hybrid' ? shippedWeightsIn(rest.rerank, rest.model) : null;
  const settings = ranked === null ? adapted : { ...adapted, ranked };
  const inputs = [project.datasets.left, project.datasets.right].filter((input) => input !== null);
  return fingerprintOf('find-candidates', FIND_CANDIDATES_VERSION, { ...settings, compose: COMPOSE_RECORDS_VERSION }, inputs);
}

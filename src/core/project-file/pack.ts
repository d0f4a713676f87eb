import { strToU8, type Zippable, zipSync } from 'fflate';
import type { LearnedReview } from '../learning/learned-review';
import { sha256Hex } from '../model/fingerprint';
import type { Dataset } from '../model/types';
import { cellReader, headOf } from '../table/cells';
import { ADAPTER_SUFFIX } from '../tuning/adapter';
import { candidateBytes, programBytes } from './candidate-bytes';
import {
  PARTS,
  PROJECT_FILE_FORMAT,
  PROJECT_FILE_VERSION,
  PROJECT_FILE_VERSION_WITH_ADAPTERS,
  type ProjectContents,
  type ProjectManifest,
} from './contents';

/** Rows written at a time. */
const ROWS_PER_PART = 5000;

/**
 * A project as one zip (see `docs/file-formats.md`). Texts are kept to the last character, lone surrogates included. Cost and memory
 * O(size of the tables and candidates).
 *
 * @param savedAt ISO 8601, UTC
 */
export function packProject(contents: ProjectContents, savedAt: string): Uint8Array<ArrayBuffer> {
  const { project, tables, candidates: stored, decisions, clusterEdits, model, adapters = [] } = contents;
  const parts: Record<string, Uint8Array> = {};
  if (tables.left) parts[PARTS.left] = rowsOf(tables.left);
  if (tables.right) parts[PARTS.right] = rowsOf(tables.right);
  if (stored) {
    parts[PARTS.candidates] = candidateBytes(stored.candidates);
    if (stored.learned) parts[PARTS.program] = programBytes(stored.learned.program);
    parts[PARTS.links] = strToU8(JSON.stringify(stored.links));
  }
  parts[PARTS.decisions] = linesOf(decisions);
  parts[PARTS.clusterEdits] = linesOf(clusterEdits);
  const adapterParts = adapters.map((bytes, at) => [`${PARTS.adapter}${at + 1}${ADAPTER_SUFFIX}`, bytes] as const);
  for (const [name, bytes] of adapterParts) parts[name] = bytes;
  const manifest: ProjectManifest = {
    format: PROJECT_FILE_FORMAT,
    version: adapters.length > 0 ? PROJECT_FILE_VERSION_WITH_ADAPTERS : PROJECT_FILE_VERSION,
    savedAt,
    model,
    project,
    tables: { left: tables.left && headOf(tables.left), right: tables.right && headOf(tables.right) },
    candidates: stored && {
      fingerprint: stored.fingerprint,
      settings: stored.settings,
      threshold: stored.threshold,
      isLearned: stored.isLearned,
      run: stored.run,
      ...(stored.learned && { learned: withoutProgram(stored.learned) }),
      leftCount: stored.candidates.leftCount,
      rightCount: stored.candidates.rightCount,
      pairs: stored.candidates.right.length,
    },
    ...(adapters.length > 0 && { adapters: adapterParts.map(([name]) => name) }),
    sha256: Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, sha256Hex(bytes)])),
  };
  // First and not deflated, so that the file says what it is.
  const head: Zippable = { [PARTS.manifest]: [strToU8(JSON.stringify(manifest, null, 1)), { level: 0 }] };
  return new Uint8Array(zipSync({ ...head, ...parts }, { level: 6, mtime: new Date(savedAt) }));
}

const withoutProgram = ({ program: _, ...told }: LearnedReview): Omit<LearnedReview, 'program'> => told;

const linesOf = (entries: readonly unknown[]): Uint8Array =>
  strToU8(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));

/** One array of cells a line, the names of the columns first. */
function rowsOf(dataset: Dataset): Uint8Array {
  const { columns, rowCount } = dataset;
  const readers = columns.map((_, column) => cellReader(dataset, column));
  const encoder = new TextEncoder();
  const pieces = [encoder.encode(`${JSON.stringify(columns.map(({ name }) => name))}\n`)];
  for (let from = 0; from < rowCount; from += ROWS_PER_PART) {
    let text = '';
    for (let row = from; row < Math.min(rowCount, from + ROWS_PER_PART); row++) {
      text += `${JSON.stringify(readers.map((cellOf) => cellOf(row)))}\n`;
    }
    pieces.push(encoder.encode(text));
  }
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

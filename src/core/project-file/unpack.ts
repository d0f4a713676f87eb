import { rowsOfEdit } from '../clusters/edit-history';
import type { ClusterEntry } from '../clusters/edits';
import type { LogEntry } from '../decisions/log';
import { unpackEntry } from '../files/containers/archive';
import { readZipDirectory } from '../files/containers/zip-directory';
import { AppError } from '../model/errors';
import { sha256Hex } from '../model/fingerprint';
import { PROJECT_SCHEMA_VERSION, upgradeProject, upgradeSettings } from '../model/settings';
import type { StoredCandidates } from '../model/stored-candidates';
import type { Dataset, Decision, Job, Link, SourceFile } from '../model/types';
import { type TableHead, tableOfColumns } from '../table/cells';
import { candidatesOf, programOf } from './candidate-bytes';
import {
  PARTS,
  PROJECT_FILE_FORMAT,
  PROJECT_FILE_VERSION_WITH_ADAPTERS,
  type ProjectContents,
  type ProjectManifest,
} from './contents';

/**
 * The project of a file that `packProject` made. Every part is checked against its hash, and what it says against the tables, before
 * anything is used.
 *
 * @throws AppError `project/file-broken`, `project/newer-version`, `file/too-large-inside`, `job/cancelled`
 */
export async function unpackProject(source: SourceFile, job: Job): Promise<ProjectContents> {
  const file = source.name;
  const broken = (cause?: unknown) => new AppError('project/file-broken', { file }, { cause });
  try {
    const entries = await readZipDirectory(source);
    const read = async (name: string): Promise<Uint8Array> => {
      const entry = entries.get(name);
      if (!entry) throw broken();
      const { blob } = await unpackEntry(source, entry, job, MOST_RATIO);
      return new Uint8Array(await blob.arrayBuffer());
    };
    const manifest = JSON.parse(textOf(await read(PARTS.manifest))) as ProjectManifest;
    if (manifest.format !== PROJECT_FILE_FORMAT || !Number.isInteger(manifest.version)) throw broken();
    if (manifest.version > PROJECT_FILE_VERSION_WITH_ADAPTERS || manifest.project.schemaVersion > PROJECT_SCHEMA_VERSION) {
      throw new AppError('project/newer-version');
    }
    const part = async (name: string): Promise<Uint8Array> => {
      const bytes = await read(name);
      if (sha256Hex(bytes) !== manifest.sha256[name]) throw broken();
      return bytes;
    };
    const { left, right } = manifest.tables;
    const tables = {
      left: left && withRows(left, await part(PARTS.left)),
      right: right && withRows(right, await part(PARTS.right)),
    };
    const counts = { left: left?.rowCount ?? 0, right: (right ?? left)?.rowCount ?? 0 };
    const stored = manifest.candidates;
    let candidates: StoredCandidates | null = null;
    if (stored) {
      const { leftCount, rightCount, pairs, settings, learned, ...rest } = stored;
      const found = candidatesOf(await part(PARTS.candidates), leftCount, rightCount, pairs);
      if (!found || leftCount !== counts.left || rightCount !== counts.right) throw broken();
      const links = JSON.parse(textOf(await part(PARTS.links))) as readonly Link[];
      if (!links.every((link) => link.left < leftCount && link.right < rightCount)) throw broken();
      const program = learned && programOf(await part(PARTS.program), pairs);
      if (learned && !program) throw broken();
      const taught = learned && program ? { learned: { ...learned, program } } : {};
      candidates = { ...rest, ...taught, candidates: found, settings: upgradeSettings(settings), links };
    }
    const decisions = entriesOf<LogEntry>(await part(PARTS.decisions));
    const isKnown = (change: Decision) => change.left < counts.left && (change.right === null || change.right < counts.right);
    const isSound = (entry: LogEntry): boolean =>
      entry.changes.every(isKnown) &&
      (entry.remarks ?? []).every((remark) => remark.left < counts.left) &&
      (entry.kind !== 'merge' || (entry.theirs.every(isSound) && entry.differs.every(({ theirs }) => theirs.every(isKnown))));
    const inRange = decisions.every(isSound);
    const clusterEdits = entriesOf<ClusterEntry>(await part(PARTS.clusterEdits));
    const isPlaced = (entry: ClusterEntry): boolean =>
      rowsOfEdit(entry).every((row) => row < counts.left) &&
      (entry.kind !== 'merge' ||
        (entry.theirs.every(isPlaced) && entry.differs.every(({ rows }) => rows.every((row) => row < counts.left))));
    if (!inRange || !clusterEdits.every(isPlaced)) throw broken();
    const names = manifest.adapters ?? [];
    if (!Array.isArray(names) || names.length > MOST_ADAPTERS) throw broken();
    const adapters: Uint8Array[] = [];
    // Whether they are adapters is found out when they are kept: a project opens without them, too.
    for (const name of names) adapters.push(await part(String(name)));
    return {
      project: upgradeProject(manifest.project),
      tables,
      candidates,
      decisions,
      clusterEdits,
      model: manifest.model,
      ...(adapters.length > 0 && { adapters }),
    };
  } catch (thrown) {
    if (thrown instanceof AppError && KEPT.has(thrown.code)) throw thrown;
    throw broken(thrown);
  }
}

const KEPT: ReadonlySet<string> = new Set([
  'project/file-broken',
  'project/newer-version',
  'file/too-large-inside',
  'file/unreadable',
  'job/cancelled',
]);
/** Deflate makes no more of repeated text; the total is limited all the same. */
const MOST_RATIO = 1100;

/** Of the settings and of the candidates under review. */
const MOST_ADAPTERS = 2;

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

function withRows(table: TableHead, bytes: Uint8Array): Dataset {
  const values = table.columns.map((): string[] => []);
  const lines = textOf(bytes).split('\n');
  if (lines.length !== table.rowCount + 2) throw new Error('rows are missing');
  for (let row = 1; row <= table.rowCount; row++) {
    const cells = JSON.parse(lines[row]!) as readonly unknown[];
    if (cells.length !== values.length) throw new Error('cells are missing');
    cells.forEach((cell, column) => {
      if (typeof cell !== 'string') throw new Error('a cell is no text');
      values[column]!.push(cell);
    });
  }
  return tableOfColumns(table, values);
}

function entriesOf<T extends { readonly seq: number }>(bytes: Uint8Array): T[] {
  const entries = textOf(bytes)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
  if (!entries.every(({ seq }, at) => seq === at + 1)) throw new Error('entries are missing');
  return entries;
}

import { sha256Hex } from '../model/fingerprint';
import { chainLine, GENESIS, type Sealed } from './chain';

export const AUDIT_LOG_FORMAT = 'rowlink-audit-log';
export const AUDIT_LOG_VERSION = 1;

/** What a log belongs to; it is written as it is. */
export interface AuditSubject {
  readonly project: string;
  readonly savedAt: string;
  readonly app: string;
  /** Fingerprints of the tables. */
  readonly tables: object;
  readonly [more: string]: unknown;
}

/**
 * `hash` is that of the last entry, for a paper or a letter: who has it finds it again in every later log of the project, and can tell that
 * not even the whole log was written anew.
 */
export interface AuditLog {
  readonly text: string;
  readonly entries: number;
  readonly hash: string;
}

/**
 * A log of decisions and edits as JSON lines: one about what it belongs to, one for each entry as it was written, and one that closes it.
 * Entries keep the hash they were given when they were written, so an entry that was changed in the storage since does not fit its own.
 * O(size of the entries).
 */
export function writeAuditLog(subject: AuditSubject, entries: readonly Sealed[]): AuditLog {
  const head = chainLine(GENESIS, { format: AUDIT_LOG_FORMAT, version: AUDIT_LOG_VERSION, ...subject });
  const lines = [head.line];
  let previous = GENESIS;
  for (const entry of entries) {
    const { line, hash } = chainLine(previous, entry, entry.hash);
    lines.push(line);
    previous = hash;
  }
  const end = chainLine(previous, { end: true, entries: entries.length, first: head.hash });
  lines.push(end.line);
  return { text: lines.map((line) => `${line}\n`).join(''), entries: entries.length, hash: previous };
}

export type AuditVerdict =
  | { readonly status: 'intact'; readonly entries: number; readonly hash: string; readonly subject: AuditSubject }
  /** `line` counts from 1. `changed`: its content does not fit its hash. `moved`: it does not follow on the line before, so something was removed, inserted or moved there. `cut`: the end is missing. */
  | { readonly status: 'broken'; readonly line: number; readonly reason: 'changed' | 'moved' | 'cut' }
  | { readonly status: 'no-log' };

/**
 * Whether a log is as it was written, and if not, which line is the first that is not. Every single line that is changed, removed, inserted or moved
 * is found; a log that was written anew from some line on has another hash in its last entry. O(bytes).
 */
export function verifyAuditLog(bytes: Uint8Array): AuditVerdict {
  const lines = splitLines(bytes);
  const subject = lines[0] && subjectOf(lines[0]);
  if (!subject) return { status: 'no-log' };
  let first = '';
  let previous = GENESIS;
  for (const [at, line] of lines.entries()) {
    const stated = ascii(line, 9, 73);
    const isWhole = ascii(line, 0, 9) === '{"hash":"' && ascii(line, 73, 75) === '",';
    if (!isWhole || sha256Hex(line.subarray(75)) !== stated) return { status: 'broken', line: at + 1, reason: 'changed' };
    // The line about the log stands apart: entries were chained before there was a file.
    if (ascii(line, 75, 75 + 77) !== `"previous":"${previous}"`) return { status: 'broken', line: at + 1, reason: 'moved' };
    if (at === 0) first = stated;
    else previous = stated;
  }
  const end = chainLine(previousOf(lines.at(-1)!), { end: true, entries: lines.length - 2, first });
  if (new TextDecoder().decode(lines.at(-1)) !== end.line) return { status: 'broken', line: lines.length, reason: 'cut' };
  return { status: 'intact', entries: lines.length - 2, hash: previousOf(lines.at(-1)!), subject };
}

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

const previousOf = (line: Uint8Array): string => ascii(line, 87, 151);

/** Lines without their ends; a last one without an end counts too, an empty one after the last end does not. */
function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    lines.push(bytes.subarray(from, end < 0 ? bytes.length : end));
    from = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}

function subjectOf(line: Uint8Array): AuditSubject | null {
  try {
    const head: unknown = JSON.parse(new TextDecoder().decode(line));
    const isHead = typeof head === 'object' && head !== null && 'format' in head && head.format === AUDIT_LOG_FORMAT;
    return isHead ? (head as unknown as AuditSubject) : null;
  } catch {
    return null;
  }
}

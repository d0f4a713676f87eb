import type { LogEntry, LoggedChange } from '../decisions/log';
import type { LoggedRemark } from '../decisions/remarks';
import type { PlannedTable } from './planned-table';

/** The log of decisions, columnar, a line for each change and each remark; an entry that changed nothing has a line of its own. */
export interface LogColumns {
  readonly entries: readonly LoggedEntry[];
  /** Place in `entries`. */
  readonly entry: Uint32Array<ArrayBuffer>;
  /** `NO_CHANGE` where the entry changed nothing. */
  readonly left: Uint32Array<ArrayBuffer>;
  /** `WHOLE_RECORD` where it speaks of all candidates of the left row. */
  readonly right: Uint32Array<ArrayBuffer>;
  /** Index into `LOG_VERDICTS`. */
  readonly verdict: Uint8Array<ArrayBuffer>;
  /** When and by whom, where that was not where the entry was written. */
  readonly own: readonly (readonly [line: number, at: string, by: string])[];
  /** What was noted, or whether a flag was set. */
  readonly remarks: readonly (readonly [line: number, remark: string | boolean])[];
}
interface LoggedEntry {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly kind: LogEntry['kind'];
  readonly action: LogEntry['action'];
  /** `seq` of the entry that is undone or done again; null where there is none. */
  readonly target: number | null;
}

const NO_CHANGE = 0xffffffff;
const WHOLE_RECORD = 0xfffffffe;
const LOG_VERDICTS = ['pending', 'match', 'non-match', 'possible', 'absent'] as const;

/** O(changes). */
export function logColumns(log: readonly LogEntry[]): LogColumns {
  const lines = log.reduce((sum, { changes, remarks = [] }) => sum + Math.max(1, changes.length + remarks.length), 0);
  const entry = new Uint32Array(lines);
  const left = new Uint32Array(lines).fill(NO_CHANGE);
  const right = new Uint32Array(lines).fill(NO_CHANGE);
  const verdict = new Uint8Array(lines);
  const own: [number, string, string][] = [];
  const remarked: [number, string | boolean][] = [];
  let line = 0;
  log.forEach((logged, at) => {
    const { changes, remarks = [] } = logged;
    const put = (change: LoggedChange | LoggedRemark): void => {
      left[line] = change.left;
      right[line] = ('right' in change ? change.right : null) ?? WHOLE_RECORD;
      if ('verdict' in change) verdict[line] = LOG_VERDICTS.indexOf(change.verdict ?? 'pending');
      else remarked.push([line, 'note' in change ? change.note : change.flag]);
      if (change.at !== undefined || change.by !== undefined)
        own.push([line, change.at ?? logged.at, change.by ?? logged.by ?? '']);
      entry[line++] = at;
    };
    if (changes.length + remarks.length === 0) entry[line++] = at;
    for (const change of [...changes, ...remarks]) put(change);
  });
  const entries = log.map((logged) => ({
    seq: logged.seq,
    at: logged.at,
    by: logged.by ?? '',
    kind: logged.kind,
    action: logged.action,
    target: 'target' in logged ? logged.target : null,
  }));
  return { entries, entry, left, right, verdict, own, remarks: remarked };
}

/**
 * The log as a table, oldest first, one line a change: `entry` (from 1), `at` (ISO 8601, UTC), `by`, `kind`, `action`, `of_entry` (the
 * entry that is undone or done again), `left_row`, `right_row` (1-based; empty for the whole record), `verdict` (`pending` where an
 * earlier one was taken back; empty where only a remark changed). Where the log has remarks, also `note` (as it was set) and `flag` (`on`
 * or `off`, where it was set).
 */
export function buildLogTable(log: LogColumns): PlannedTable {
  const own = new Map(log.own.map(([line, at, by]) => [line, { at, by }]));
  const remarks = new Map(log.remarks);
  const entryOf = (line: number): LoggedEntry => log.entries[log.entry[line]!]!;
  const rowText = (rows: Uint32Array, line: number): string => (rows[line]! < WHOLE_RECORD ? String(rows[line]! + 1) : '');
  const verdictOf = (line: number): string =>
    log.left[line] === NO_CHANGE || remarks.has(line) ? '' : LOG_VERDICTS[log.verdict[line]!]!;
  const noteOf = (line: number): string => {
    const remark = remarks.get(line);
    return typeof remark === 'string' ? remark : '';
  };
  const flagOf = (line: number): string => {
    const remark = remarks.get(line);
    return typeof remark === 'boolean' ? (remark ? 'on' : 'off') : '';
  };
  return {
    rowCount: log.entry.length,
    columns: [
      { name: 'entry', text: (line) => String(entryOf(line).seq) },
      { name: 'at', text: (line) => own.get(line)?.at ?? entryOf(line).at },
      { name: 'by', text: (line) => own.get(line)?.by ?? entryOf(line).by },
      { name: 'kind', text: (line) => entryOf(line).kind },
      { name: 'action', text: (line) => entryOf(line).action },
      { name: 'of_entry', text: (line) => String(entryOf(line).target ?? '') },
      { name: 'left_row', text: (line) => rowText(log.left, line) },
      { name: 'right_row', text: (line) => rowText(log.right, line) },
      { name: 'verdict', text: verdictOf },
      ...(remarks.size > 0
        ? [
            { name: 'note', text: noteOf },
            { name: 'flag', text: flagOf },
          ]
        : []),
    ],
  };
}

import type { LogEntry } from '../decisions/log';
import type { ListedTable } from './export-table';

/** Settings of any shape as one line each: the path of the setting, and its value. Lists of texts are one line. */
export function settingsTable(settings: Readonly<Record<string, unknown>>): ListedTable {
  const rows: string[][] = [];
  const add = (path: string, value: unknown): void => {
    if (value === undefined) return;
    if (value === null || typeof value !== 'object') rows.push([path, value === null ? '' : String(value)]);
    else if (Array.isArray(value) && value.every((member) => typeof member !== 'object')) rows.push([path, value.join(', ')]);
    else for (const [key, member] of Object.entries(value)) add(path === '' ? key : `${path}.${key}`, member);
  };
  add('', settings);
  return { columns: ['setting', 'value'], rows };
}

const LOG_COLUMNS = ['entry', 'at', 'by', 'kind', 'action', 'of_entry', 'left_row', 'right_row', 'verdict'];

/** The log of decisions, one row a change (entries without any have one), in order. Rows of the tables are 1-based. */
export function logTable(entries: readonly LogEntry[]): ListedTable {
  const rows = entries.flatMap((entry) => {
    const head = [
      String(entry.seq),
      entry.at,
      entry.by ?? '',
      entry.kind,
      entry.action,
      'target' in entry ? String(entry.target) : '',
    ];
    if (entry.changes.length === 0) return [[...head, '', '', '']];
    return entry.changes.map(({ left, right, verdict }) => [
      ...head,
      String(left + 1),
      right === null ? '' : String(right + 1),
      verdict ?? 'pending',
    ]);
  });
  return { columns: LOG_COLUMNS, rows };
}

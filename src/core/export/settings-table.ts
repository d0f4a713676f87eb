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

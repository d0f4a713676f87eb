import type { RowFinding } from '../../core/checks/findings';
import { createPacer } from '../../core/model/turns';
import { columnIndex } from '../../core/table/cells';
import { suggestRecordId } from '../../core/table/record-id';
import { checkComparedTable, checkTable as checkWhole } from '../../session/checking';
import { cleanedTable } from '../../session/cleaned-tables';
import { sketched } from '../../session/looking';
import type { CheckOptions, Rowlink, TableFinding } from './contract';
import { columnNames, invalid, toCleaning, toSettings } from './match-options';
import { toDataset } from './table-input';

/** See {@link Rowlink.checkTable}. */
export async function checkTable(...[table, options = {}]: Parameters<Rowlink['checkTable']>): ReturnType<Rowlink['checkTable']> {
  const signal = options.signal ?? new AbortController().signal;
  const dataset = await toDataset(table, 'left', signal);
  const id = options.id ?? suggestRecordId(await sketched(dataset));
  if (id !== null && columnIndex(dataset, id) < 0) throw invalid('id');
  const whole = await checkWhole(dataset, id, signal);
  const compared = options.on === undefined ? [] : await compare(options);
  const findings: TableFinding[] = [];
  for (const finding of [...whole, ...compared]) findings.push(await toFinding(finding));
  return { rows: dataset.rowCount, findings };

  async function compare({ on, blocking, qualifiers, ...rest }: CheckOptions): Promise<readonly RowFinding[]> {
    const cleaning = toCleaning(rest.cleaning);
    const { shown } = await cleanedTable(dataset, cleaning.left, signal);
    const mirrored = {
      ...rest,
      on: columnNames(on, 'on') ?? [],
      cardinality: rest.cardinality ?? '1:1',
      blocking: blocking?.map((rule) => ({ ...rule, right: rule.left })),
      qualifiers: qualifiers?.map((qualifier) => ({ ...qualifier, right: qualifier.left })),
    } as const;
    return checkComparedTable(dataset, 'left', toSettings(mirrored, { left: shown, right: shown }), signal);
  }
}

/** Groups looked at before others may get their turn. */
const AT_ONCE = 512;

async function toFinding({ kind, column, rows, starts, alike }: RowFinding): Promise<TableFinding> {
  const pause = createPacer();
  const groups: number[][] = [];
  for (let group = 0; group + 1 < starts.length; group++) {
    if (group % AT_ONCE === 0) await pause();
    groups.push(Array.from(rows.subarray(starts[group], starts[group + 1])));
  }
  return { kind, column, count: rows.length, groups, ...(alike && { alike: Array.from(alike) }) };
}

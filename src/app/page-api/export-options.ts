import type { ExportRequest } from '../../core/export/compose';
import type { JoinKind } from '../../core/export/joined-table';
import { createLinkCollector } from '../../core/export/link-columns';
import { logColumns } from '../../core/export/log-table';
import { DEFAULT_FORM, FILE_FORMATS, type FileForm } from '../../core/export/write-file';
import type { Dataset, Link, Sides } from '../../core/model/types';
import { copyTable } from '../../core/table/copy-cells';
import { suggestRecordId } from '../../core/table/record-id';
import { nothingOpen } from '../../session/exporting';
import { sketched } from '../../session/looking';
import type { DownloadOptions } from './contract';
import { invalid } from './match-options';

const JOINS: readonly JoinKind[] = ['inner', 'left', 'right', 'full'];
const TABLES = ['joined', 'crosswalk', 'unmatched-left', 'unmatched-right'] as const;
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * What `download` writes, by its options and the ending of the file; the tables are copies. @throws AppError `input/invalid-option`
 *
 * @param usual how it joins unless it is told
 */
export async function toExport(
  tables: Sides<Dataset>,
  found: readonly Link[],
  usual: JoinKind,
  fileName: string,
  options: DownloadOptions,
): Promise<ExportRequest> {
  const { table: kind = 'joined', join = usual } = options;
  if (!TABLES.includes(kind)) throw invalid('table');
  if (!JOINS.includes(join)) throw invalid('join');
  const form = formOf(fileName, options);
  const links = createLinkCollector();
  for (const { left, right, matchScore } of found) links.add({ left, right, matchScore, signature: null });
  return {
    of: 'links',
    form,
    input: {
      kind,
      join,
      tables: { left: await copyTable(tables.left), right: await copyTable(tables.right) },
      recordIds: { left: suggestRecordId(await sketched(tables.left)), right: suggestRecordId(await sketched(tables.right)) },
      links: links.finish(),
      open: nothingOpen(),
      sheets: { names: [], settings: { columns: [], rows: [] }, log: logColumns([]) },
    },
  };
}

function formOf(fileName: string, options: DownloadOptions): FileForm {
  const ending = /\.([^.]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const { delimiter = ending === 'tsv' ? '\t' : ',', bom = true, neutraliseFormulas = true } = options;
  if (!DELIMITERS.includes(delimiter)) throw invalid('delimiter');
  const format = ending === 'ndjson' ? 'jsonl' : (FILE_FORMATS.find((known) => known === ending) ?? 'csv');
  return { ...DEFAULT_FORM, format, delimiter, bom, neutraliseFormulas };
}

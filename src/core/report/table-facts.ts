import type { MadeColumn } from '../llm/task';
import type { FileFormat } from '../model/types';
import { html, type Markup, type Part } from './markup';
import type { ReportTable } from './report-input';
import { code, count, factTable, named, names, number } from './words';

const FORMAT_WORDS: Readonly<Record<FileFormat, string>> = {
  csv: 'delimited text',
  json: 'JSON',
  jsonl: 'JSON Lines',
  ods: 'OpenDocument spreadsheet',
  parquet: 'Parquet',
  xls: 'Excel 97–2003 workbook',
  xlsb: 'Excel binary workbook',
  xlsx: 'Excel workbook',
};

/** What a table is, and how it was read: everything but its cells. */
export function tableFacts(caption: string, { source, columns, rowCount, fingerprint }: ReportTable): Markup {
  const { format, encoding, delimiter, sheet, headerRow, aboveCount = 0, belowCount = 0, problemCount, parts } = source;
  const rows: (readonly [string, Part])[] = [['File', named(source.fileName)]];
  if (parts) {
    const from = parts.map(
      ({ label, rowCount: partRows, missing }) =>
        html`<li>${named(label)}, ${count(partRows, 'row')}${missing.length > 0 ? html`, without ${names(missing)}` : null}</li>`,
    );
    rows.push(['Stacked from', html`<ol>${from}</ol>`]);
  }
  if (sheet !== null) rows.push(['Sheet', named(sheet)]);
  rows.push(['Rows', number(rowCount)], ['Columns', html`${number(columns.length)}: ${names(columns.map(({ name }) => name))}`]);
  const separated = delimiter === null ? null : html`, separated by ${delimiter === '\t' ? 'tabs' : html`“${code(delimiter)}”`}`;
  rows.push([
    'Read as',
    html`${FORMAT_WORDS[format]}${encoding === null ? null : `, encoding ${encoding}`}${separated}; every cell is kept as text`,
  ]);
  if (!parts)
    rows.push([
      'Names of columns',
      headerRow === null ? 'made up: the file has none' : `from row ${number(headerRow + 1)} of the file`,
    ]);
  rows.push(['Rows left out', leftOut(aboveCount, belowCount)]);
  if (problemCount > 0)
    rows.push([
      'Rows that look odd',
      `${number(problemCount)} (too long, too short or with broken characters); kept as they are`,
    ]);
  if (source.made) rows.push(['Columns that a language model wrote', html`<ul>${source.made.map(madeBy)}</ul>`]);
  rows.push(['Fingerprint (SHA-256 of the content)', code(fingerprint)]);
  return factTable(caption, rows);
}

/** A column that a language model wrote: from what, by which, told what, and for how many rows. */
const madeBy = ({ column, from, model, origin, instructions, template, at, answered, rows }: MadeColumn): Markup =>
  html`<li>${named(column)}: from ${names(from)}, by the model ${named(model)} at ${code(origin)}, on ${at.slice(0, 10)}, for
${number(answered)} of ${count(rows, 'row')}. Instructions: “${instructions}”${template === null ? null : html`; rows as “${code(template)}”`}</li>`;

function leftOut(above: number, below: number): string {
  if (above + below === 0) return 'none';
  return [above > 0 ? `${number(above)} above the names of the columns` : '', below > 0 ? `${number(below)} at the end` : '']
    .filter((text) => text !== '')
    .join(', ');
}

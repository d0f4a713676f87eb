import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface FixtureSheet {
  readonly name: string;
  /** The `<row>` elements. */
  readonly rows: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface FixtureWorkbook {
  readonly sheets: readonly FixtureSheet[];
  /** The `<si>` elements. */
  readonly sharedStrings?: string;
  /** Number patterns of the cell styles 1, 2, …; style 0 is General. A number is a built-in id. */
  readonly formats?: readonly (string | number)[];
  readonly is1904?: boolean;
  /** Replaces or adds parts by path. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

/** The bytes of a workbook of hand-written XML, for tests. */
export function makeWorkbook(book: FixtureWorkbook): Uint8Array<ArrayBuffer> {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const formats = book.formats ?? [];
  const parts: Record<string, string | Uint8Array> = {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${book.is1904 ? ' date1904="1"' : ''}/><sheets>${book.sheets
      .map(({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="s${i}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${book.sheets
      .map((_, i) => relation(`s${i}`, 'worksheet', i % 2 ? `/xl/worksheets/sheet${i}.xml` : `worksheets/sheet${i}.xml`))
      .join(
        '',
      )}${relation('strings', 'sharedStrings', 'sharedStrings.xml')}${relation('styles', 'styles', 'styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${book.sharedStrings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats
      .map((format, i) =>
        typeof format === 'string' ? `<numFmt numFmtId="${200 + i}" formatCode="${format.replaceAll('"', '&quot;')}"/>` : '',
      )
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((format, i) => `<xf numFmtId="${typeof format === 'number' ? format : 200 + i}"/>`)
      .join('')}</cellXfs></styleSheet>`,
  };
  for (const [i, { rows }] of book.sheets.entries()) {
    parts[`xl/worksheets/sheet${i}.xml`] = `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
  }
  const files = Object.entries({ ...parts, ...book.parts }).map(
    ([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content] as const,
  );
  return zipSync(Object.fromEntries(files));
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { planRows } from './planned-table';
import { DEFAULT_FORM, type FileForm, writeFile } from './write-file';

/** Whether LibreOffice is there: without it these tests are skipped. */
const program = ['soffice', 'libreoffice'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

const HOSTILE = [
  '=1+1',
  '=HYPERLINK("http://a.example","x")',
  "=cmd|'/c calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1)',
  'a;=1+1',
  'a,=1+1',
  '"=1+1"',
];
const HARMLESS = [
  '-5',
  '-1,234.56',
  '−1,234.56',
  '1E-5',
  '+49 30 123',
  '00123',
  '123456789012345678',
  ' x ',
  '_x0041_',
  '🌍 é',
  'TRUE',
];
const table = {
  columns: ['place', '=1+1', 'cell'],
  rows: [...HOSTILE, ...HARMLESS].map((cell, at) => [`r${at}`, '', cell]),
};

const folder = program ? mkdtempSync(join(tmpdir(), 'rowlink-office-')) : '';
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly formulas: number;
  /** Text of the third column by the first one. */
  readonly cells: ReadonlyMap<string, string>;
}

/** Opens a file in LibreOffice, formulas in text files evaluated, and looks at what it made of the cells. */
function open(name: string, bytes: Uint8Array, separator: number): Opened {
  writeFileSync(join(folder, name), bytes);
  const filter = name.endsWith('.csv') ? [`--infilter=CSV:${separator},34,76,1,,0,false,true,false,false,false,0,true`] : [];
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const args = [profile, '--headless', ...filter, '--convert-to', 'fods', '--outdir', folder, join(folder, name)];
  execFileSync(program!, args, { stdio: 'ignore', timeout: 120_000 });
  const xml = readFileSync(join(folder, name.replace(/\.\w+$/, '.fods')), 'utf8');
  const cells = new Map<string, string>();
  for (const [, row] of xml.matchAll(/<table:table-row[^>]*>([\s\S]*?)<\/table:table-row>/g)) {
    const texts = [...row!.matchAll(/<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g)].flatMap(
      ([, attributes, content]) => {
        const repeated = Number(/number-columns-repeated="(\d+)"/.exec(attributes!)?.[1] ?? 1);
        return repeated > 3 ? [] : Array.from({ length: repeated }, () => textOf(content ?? ''));
      },
    );
    cells.set(texts[0] ?? '', texts[2] ?? '');
  }
  return { formulas: xml.match(/table:formula=/g)?.length ?? 0, cells };
}

const textOf = (content: string): string =>
  Array.from(content.matchAll(/<text:p[^>]*?(?:\/>|>([\s\S]*?)<\/text:p>)/g), ([, text]) => text ?? '')
    .join('\n')
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => ' '.repeat(Number(count ?? 1)))
    .replace(/<text:tab\/>/g, '\t')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');

async function write(form: Partial<FileForm>): Promise<{ readonly bytes: Uint8Array; readonly neutralised: number }> {
  const job = { signal: new AbortController().signal, progress: () => {} };
  const { blob, neutralised } = await writeFile([{ name: 'a', table: planRows(table) }], { ...DEFAULT_FORM, ...form }, job);
  return { bytes: new Uint8Array(await blob.arrayBuffer()), neutralised };
}

describe.skipIf(!program)('in LibreOffice (skipped where it is not installed)', () => {
  it.each([
    ['comma.csv', { delimiter: ',' }, 44],
    ['semicolon.csv', { delimiter: ';' }, 59],
    ['tab.csv', { delimiter: '\t' }, 9],
    ['book.xlsx', { format: 'xlsx' }, 0],
  ] as const)(
    '%s: nothing is run, numbers stay readable',
    async (name, form, separator) => {
      const { bytes, neutralised } = await write(form);
      const { formulas, cells } = open(name, bytes, separator);
      expect(formulas).toBe(0);
      expect(neutralised).toBeGreaterThanOrEqual(HOSTILE.length - 2);
      const shown = (place: number): string => cells.get(`r${place}`) ?? '(no such row)';
      expect(shown(0)).toBe("'=1+1");
      expect(shown(1)).toBe(`'${HOSTILE[1]}`);
      if (name === 'book.xlsx') expect(HARMLESS.map((_, at) => shown(HOSTILE.length + at))).toEqual(HARMLESS);
      else expect([shown(HOSTILE.length + 2), shown(HOSTILE.length + 4)]).toEqual(['−1,234.56', '+49 30 123']);
    },
    180_000,
  );

  it('opened with another separator, a text file runs nothing either', async () => {
    const { bytes } = await write({ delimiter: ',' });
    expect(open('other.csv', bytes, 59).formulas).toBe(0);
  }, 180_000);

  it('would run what is not neutralised, so that the tests above can fail; a workbook does not even then', async () => {
    const csv = await write({ neutraliseFormulas: false });
    expect(csv.neutralised).toBe(0);
    expect(open('unsafe.csv', csv.bytes, 44).formulas).toBeGreaterThan(2);
    const { formulas, cells } = open('unsafe.xlsx', (await write({ format: 'xlsx', neutraliseFormulas: false })).bytes, 0);
    expect(formulas).toBe(0);
    expect(cells.get('r0')).toBe('=1+1');
    expect(cells.get('r1')).toBe(HOSTILE[1]);
  }, 180_000);
});

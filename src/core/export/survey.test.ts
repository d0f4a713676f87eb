import fc from 'fast-check';
import { expect, it } from 'vitest';
import { datasetOf } from '../text/text-fixture';
import { composeFile, type ExportRequest } from './compose';
import { createLinkCollector, linkColumns } from './link-columns';
import { logColumns } from './log-table';
import { surveyExport } from './survey';
import { DEFAULT_FORM, FILE_FORMATS, type FileFormat } from './write-file';

const job = { signal: new AbortController().signal, progress: () => {} };

const requestOf = (cells: readonly string[], format: FileFormat): ExportRequest => ({
  of: 'links',
  form: { ...DEFAULT_FORM, format },
  input: {
    kind: 'joined',
    join: 'full',
    tables: { left: datasetOf(['a', cells], ['=b', cells]), right: datasetOf(['c', ['x', '=1']]) },
    recordIds: { left: null, right: null },
    links: linkColumns([{ left: 0, right: 1, matchScore: 1, signature: null }]),
    open: { ...createLinkCollector().finish(), rank: new Uint8Array(0), unsure: new Uint8Array(0) },
    sheets: { names: [], settings: { columns: [], rows: [] }, log: logColumns([]) },
  },
});

it('says beforehand what writing then does, in every format', async () => {
  const cell = fc
    .array(fc.constantFrom('=', '+', '-', '@', '＝', '1', 'a', ' ', ';', ',', '\t', '\n', '"', "'", '\u{1f469}', '\ud83d'), {
      maxLength: 6,
    })
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 8 }), fc.constantFrom(...FILE_FORMATS), async (cells, format) => {
      const survey = await surveyExport(requestOf(cells, format), job);
      const { firstRows, neutralised } = await composeFile(requestOf(cells, format), job);
      expect(survey).toEqual({ rows: firstRows, formulas: neutralised, tooLong: 0 });
    }),
    { seed: 23, numRuns: 200 },
  );
});

it('counts what a workbook cannot hold, and only for a workbook', async () => {
  const cells = ['x'.repeat(32_768), 'é'.repeat(32_767), 'y'];
  expect((await surveyExport(requestOf(cells, 'xlsx'), job)).tooLong).toBe(2);
  expect((await surveyExport(requestOf(cells, 'csv'), job)).tooLong).toBe(0);
});

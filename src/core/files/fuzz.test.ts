import { expect, it, vi } from 'vitest';
import en from '../../app/i18n/en.json' with { type: 'json' };
import { AppError } from '../model/errors';
import type { Dataset, Job } from '../model/types';
import { columnCells } from '../table/cells';
import { mutatedFiles, seedFiles } from './fuzz-fixture';
import { readDataset } from './read-dataset';

const FILES = 2400;
const SEED = 20_240_501;
/** A file that takes longer hangs, as far as a person is concerned. */
const LIMIT_MS = 10_000;
const SENTENCES: Readonly<Record<string, { readonly what: string; readonly why: string; readonly do: string }>> = en.errors;

type Ending = { readonly dataset: Dataset } | { readonly error: unknown };

async function read(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Ending> {
  const controller = new AbortController();
  const job: Job = { signal: controller.signal, progress: () => {} };
  const timer = setTimeout(() => controller.abort(), LIMIT_MS);
  try {
    return { dataset: await readDataset({ name, blob: new Blob([bytes]) }, {}, job) };
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

/** What is wrong with how reading a file ended; null where it is a table or an error that can be shown. */
function complaint(ending: Ending, name: string): string | null {
  if ('dataset' in ending) {
    const { columns, rowCount, source } = ending.dataset;
    if (columns.length === 0 || rowCount === 0) return 'a table without rows or columns';
    if (new Set(columns.map((column) => column.name)).size !== columns.length) return 'column names that are not unique';
    for (const column of [0, columns.length - 1]) {
      if (columnCells(ending.dataset, column).length !== rowCount) return 'a column of another length';
    }
    return source.fileName === name ? null : 'another file name';
  }
  const { error } = ending;
  if (!(error instanceof AppError)) return `no AppError: ${error instanceof Error ? error.stack : String(error)}`;
  if (error.code === 'internal' || error.code === 'job/cancelled') return `${error.code} ${JSON.stringify(error.params)}`;
  if (typeof error.params.file !== 'string' || error.params.file === '') return `${error.code} names no file`;
  const sentences = SENTENCES[error.code];
  if (!sentences?.what || !sentences.why || !sentences.do) return `${error.code} has no sentences`;
  const used = [
    ...Object.values(sentences)
      .join(' ')
      .matchAll(/\{\{(\w+)\}\}/gu),
  ].map(([, param]) => param!);
  const unnamed = used.filter((param) => !(param in error.params) && !(param in en.errorParams));
  return unnamed.length > 0 ? `${error.code} leaves {{${unnamed.join()}}} open` : null;
}

it('reads every seed file whole', async () => {
  for (const { name, bytes } of seedFiles()) {
    const ending = await read(name, bytes);
    expect([name, complaint(ending, name), 'dataset' in ending]).toEqual([name, null, true]);
  }
});

it(`ends ${FILES} broken files in a table or in an error that names the file and says what to do`, {
  timeout: 240_000,
}, async () => {
  // One of the libraries says there what it does not know.
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const complaints: string[] = [];
  const endings = new Map<string, number>();
  let slowest = { ms: 0, story: '' };
  for (const { name, bytes, story } of mutatedFiles(FILES, SEED)) {
    const startedAt = performance.now();
    const ending = await read(name, bytes);
    const ms = performance.now() - startedAt;
    if (ms > slowest.ms) slowest = { ms, story };
    const wrong = ms > LIMIT_MS ? `took ${Math.round(ms)} ms` : complaint(ending, name);
    if (wrong) complaints.push(`${story}: ${wrong}`);
    const kind = 'dataset' in ending ? 'table' : ending.error instanceof AppError ? ending.error.code : 'unknown';
    endings.set(kind, (endings.get(kind) ?? 0) + 1);
  }
  said.mockRestore();
  console.info(`endings: ${JSON.stringify(Object.fromEntries(endings))}; slowest ${Math.round(slowest.ms)} ms: ${slowest.story}`);
  expect(complaints).toEqual([]);
  // A reader that refused everything, or took everything, would pass the above.
  expect(endings.get('table')).toBeGreaterThan(FILES / 10);
  expect(endings.size).toBeGreaterThan(6);
});

import { downloadBlob } from '../adapters/download';
import type { ComposedFile, ExportRequest, LinkExportInput, LinkExportKind } from '../core/export/compose';
import type { OpenPairs } from '../core/export/joined-table';
import { createLinkCollector, type ExportLink, type LinkColumns, linkBuffers } from '../core/export/link-columns';
import { logColumns } from '../core/export/log-table';
import { settingsTable } from '../core/export/settings-table';
import type { ExportSurvey } from '../core/export/survey';
import { standingSuggestions } from '../core/links/standing-links';
import { throwIfCancelled } from '../core/model/errors';
import { createPacer } from '../core/model/turns';
import type { Dataset, Side, Sides } from '../core/model/types';
import { buffersOf, pickColumns } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import type { CallOptions } from '../rpc/client';
import type { MethodMap } from '../rpc/protocol';
import { spawnExport } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import type { ExportOptions, ExportOutcome, ReviewState } from './contract';
import { copyColumns } from './handing-over';

export interface ExportInput {
  readonly datasets: Sides<Dataset>;
  readonly recordIds: Sides<string | null>;
  readonly review: ReviewState;
  /** How the links came about, for the settings sheet. */
  readonly about: Readonly<Record<string, unknown>>;
}

/** Candidates of a row that waits for a decision, in the list of those to review. */
const SHOWN_CANDIDATES = 3;

/** Pairs to export: what a person accepted and, if asked for, suggestions that no decision speaks against. */
export function* exportLinks(review: ReviewState, include: ExportOptions['include']): Generator<ExportLink> {
  const { book, settings } = review;
  for (const left of book.decidedRows()) {
    for (const right of book.acceptedOf(left)) {
      const signature = { at: book.decidedAt(left, right), by: book.decidedBy(left, right) };
      yield { left, right, matchScore: scoreOf(review, left, right), signature };
    }
  }
  if (include !== 'suggested') return;
  for (const { left, right, matchScore } of standingSuggestions(book, review.suggested, settings.cardinality)) {
    yield { left, right, matchScore, signature: null };
  }
}

/** Rows of the pairs to export, by left row. */
export const linkedRows = (review: ReviewState, include: ExportOptions['include']): { left: number; right: number }[] =>
  Array.from(exportLinks(review, include), ({ left, right }) => ({ left, right })).sort(
    (a, b) => a.left - b.left || a.right - b.right,
  );

/** The pairs to export as columns, in portions that leave the page awake; in no particular order. */
export async function collectLinks(review: ReviewState, include: ExportOptions['include']): Promise<LinkColumns> {
  const pace = createPacer(20);
  const collector = createLinkCollector();
  let count = 0;
  for (const link of exportLinks(review, include)) {
    collector.add(link);
    if (++count % LINKS_A_LOOK === 0) await pace();
  }
  return collector.finish();
}

const LINKS_A_LOOK = 512;

/** The best candidates of every left row without a decision, or unsure. */
async function collectOpen({ candidates, book }: ReviewState): Promise<OpenPairs> {
  const pace = createPacer(20);
  const collector = createLinkCollector();
  const rank: number[] = [];
  const unsure: number[] = [];
  for (let left = 0; left < candidates.leftCount; left++) {
    if (left % LINKS_A_LOOK === 0) await pace();
    const status = book.statusOf(left);
    if (status !== 'pending' && status !== 'unsure') continue;
    const from = candidates.offsets[left]!;
    const to = Math.min(candidates.offsets[left + 1]!, from + SHOWN_CANDIDATES);
    for (let at = from; at < to; at++) {
      if (book.verdictsOf(left).pairs.get(candidates.right[at]!) === 'non-match') continue;
      collector.add({ left, right: candidates.right[at]!, matchScore: candidates.matchScore[at]!, signature: null });
      rank.push(at - from + 1);
      unsure.push(status === 'unsure' ? 1 : 0);
    }
  }
  return { ...collector.finish(), rank: Uint8Array.from(rank), unsure: Uint8Array.from(unsure) };
}

/** What a worker needs for the file: copies of the columns that go into it, and the links. In portions that leave the page awake. */
export async function prepareExport(input: ExportInput, options: ExportOptions): Promise<ExportRequest> {
  const { kind, join, include, form } = options;
  const { datasets, recordIds, review } = input;
  const table = (side: Side): Promise<Dataset> => {
    const id = recordIds[side];
    if (kind === 'crosswalk') return copyColumns(datasets[side], id === null ? [] : [id]);
    const isLeftOut = kind === (side === 'left' ? 'unmatched-right' : 'unmatched-left');
    return copyTable(isLeftOut ? pickColumns(datasets[side], []) : datasets[side]);
  };
  const isWorkbook = kind === 'workbook';
  const { book } = review;
  const remarks = new Map(Array.from(book.remarks.rows(), (left) => [left, book.remarkOf(left)]));
  const made: LinkExportInput = {
    kind,
    join,
    tables: { left: await table('left'), right: await table('right') },
    recordIds,
    links: await collectLinks(review, include),
    ...(remarks.size > 0 && { remarks }),
    open: isWorkbook || kind === 'to-review' ? await collectOpen(review) : nothingOpen(),
    sheets: {
      names: sheetNames(datasets),
      settings: settingsTable(isWorkbook ? input.about : {}),
      log: logColumns(isWorkbook ? review.book.entries : []),
    },
  };
  return { of: 'links', input: made, form };
}

/** Writes the file in a worker that ends with it. @throws AppError `job/cancelled`, `worker/crashed`, `export/…` */
export const writeInWorker = (
  request: ExportRequest,
  hooks: Pick<CallOptions, 'signal' | 'onProgress'> = {},
): Promise<ComposedFile> => inWorker('export', request, hooks);

/** Counts what the file would hold; null where the signal came first or it cannot be told. */
export const surveyInWorker = (request: ExportRequest, signal: AbortSignal): Promise<ExportSurvey | null> =>
  inWorker('surveyExport', request, { signal }).catch(() => null);

async function inWorker<M extends 'export' | 'surveyExport'>(
  method: M,
  request: ExportRequest,
  hooks: Pick<CallOptions, 'signal' | 'onProgress'>,
): Promise<MethodMap[M]['answer']> {
  throwIfCancelled(hooks.signal ?? new AbortController().signal);
  return withWorker(spawnExport, (worker) => worker.call(method, request, { ...hooks, transfer: transferOf(request) }));
}

function transferOf(request: ExportRequest): ArrayBuffer[] {
  if (request.of === 'clusters') return buffersOf(request.input.table);
  const { tables, links, open } = request.input;
  return [
    ...new Set([
      ...buffersOf(tables.left),
      ...buffersOf(tables.right),
      ...linkBuffers(links),
      ...linkBuffers(open),
      open.rank.buffer,
      open.unsure.buffer,
    ]),
  ];
}

/** Offers the file for saving. */
export function offerFile(written: ComposedFile, fileName: string): ExportOutcome {
  const { blob, firstRows, neutralised, shortened, replaced, sha256 } = written;
  downloadBlob(blob, fileName);
  return { fileName, rows: firstRows, bytes: blob.size, sha256, neutralised, shortened, replaced };
}

export const exportFileName = (name: string, kind: LinkExportKind | string, format: string): string =>
  `${name}-${kind}.${kind === 'workbook' ? 'xlsx' : format}`;

/** In the order of the workbook. */
function sheetNames({ left, right }: Sides<Dataset>): readonly string[] {
  const short = ({ source }: Dataset): string => source.fileName.replace(/\.[^.]{1,8}$/, '');
  return ['Matches', 'Crosswalk', 'To review', `Unmatched ${short(left)}`, `Unmatched ${short(right)}`, 'Settings', 'Log'];
}

/** Anew each time: buffers that moved to a worker are of no more use. */
export const nothingOpen = (): OpenPairs => ({
  ...createLinkCollector().finish(),
  rank: new Uint8Array(0),
  unsure: new Uint8Array(0),
});

/** NaN for a right row that was found by hand. */
function scoreOf({ candidates }: ReviewState, left: number, right: number): number {
  for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
    if (candidates.right[at] === right) return candidates.matchScore[at]!;
  }
  return Number.NaN;
}

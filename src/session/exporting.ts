import { leftIsUnique, rightIsUnique } from '../core/decisions/verdicts';
import { buildCrosswalk } from '../core/export/crosswalk';
import { writeCsv } from '../core/export/csv-writer';
import { buildJoinedTable, buildUnmatched, type ExportLink, type ExportTable } from '../core/export/joined-table';
import { writeWorkbook } from '../core/export/workbook-writer';
import type { Dataset, Sides } from '../core/model/types';
import type { ExportOptions, ExportOutcome, ReviewState } from './contract';

export interface ExportInput {
  readonly datasets: Sides<Dataset>;
  readonly recordIds: Sides<string | null>;
  readonly review: ReviewState;
  readonly name: string;
}

/** Pairs to export, by left row: what a person accepted and, if asked for, suggestions that no decision speaks against. */
export function exportLinks(review: ReviewState, include: ExportOptions['include']): ExportLink[] {
  const { book, settings } = review;
  const links: ExportLink[] = [];
  for (const left of book.decidedRows()) {
    for (const right of book.acceptedOf(left)) {
      const matchScore = scoreOf(review, left, right);
      links.push({ left, right, matchScore, status: 'accepted', decidedAt: book.decidedAt(left, right) });
    }
  }
  if (include === 'suggested') {
    for (const { left, right, matchScore } of review.suggested) {
      const verdicts = book.verdictsOf(left);
      if (verdicts.record !== null || verdicts.pairs.has(right)) continue;
      if (leftIsUnique(settings.cardinality) && book.acceptedOf(left).length > 0) continue;
      if (rightIsUnique(settings.cardinality) && book.holdersOf(right).length > 0) continue;
      links.push({ left, right, matchScore, status: 'suggested', decidedAt: null });
    }
  }
  return links.sort((a, b) => a.left - b.left || a.right - b.right);
}

/** Builds and writes what was asked for. Nothing is downloaded here. */
export async function composeExport(
  input: ExportInput,
  options: ExportOptions,
): Promise<ExportOutcome & { readonly blob: Blob }> {
  const { left, right } = input.datasets;
  const links = exportLinks(input.review, options.include);
  const joined = (): ExportTable => buildJoinedTable(left, right, links, { kind: options.join });
  const crosswalk = (): ExportTable => buildCrosswalk(left, right, links, input.recordIds);
  const fileName = `${input.name}-${options.kind}.${options.kind === 'workbook' ? 'xlsx' : options.format}`;
  if (options.kind === 'workbook') {
    const sheets = [
      { name: 'joined', table: joined() },
      { name: 'crosswalk', table: crosswalk() },
      { name: 'unmatched left', table: buildUnmatched(left, 'left', links) },
      { name: 'unmatched right', table: buildUnmatched(right, 'right', links) },
    ];
    const { blob, neutralised } = await writeWorkbook(sheets, options);
    return { fileName, rows: sheets[0]!.table.rows.length, neutralised, blob };
  }
  const table =
    options.kind === 'joined'
      ? joined()
      : options.kind === 'crosswalk'
        ? crosswalk()
        : options.kind === 'unmatched-left'
          ? buildUnmatched(left, 'left', links)
          : buildUnmatched(right, 'right', links);
  const written =
    options.format === 'xlsx'
      ? await writeWorkbook([{ name: options.kind, table }], options)
      : writeCsv(table, { delimiter: options.delimiter, bom: true, neutraliseFormulas: options.neutraliseFormulas });
  return { fileName, rows: table.rows.length, neutralised: written.neutralised, blob: written.blob };
}

/** Offers a file for saving. */
export function downloadBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_MS);
}

const REVOKE_MS = 60_000;

function scoreOf({ candidates }: ReviewState, left: number, right: number): number {
  for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
    if (candidates.right[at] === right) return candidates.matchScore[at]!;
  }
  return 0;
}

import { downloadBlob } from '../adapters/download';
import { AUDIT_LOG_VERSION } from '../core/audit/audit-log';
import { FIND_CANDIDATES_VERSION } from '../core/candidates/find-candidates';
import { rowsOf } from '../core/clusters/partition';
import { READ_DATASET_VERSION } from '../core/files/read-dataset';
import { toAppError } from '../core/model/errors';
import { type MatchSettings, PROJECT_SCHEMA_VERSION, type Project } from '../core/model/settings';
import type { Dataset, Sides } from '../core/model/types';
import { isOwnId } from '../core/own-models/own-model';
import { PROJECT_FILE_VERSION } from '../core/project-file/contents';
import { RECIPE_EXTENSION, RECIPE_VERSION } from '../core/recipe/recipe';
import type { ClusteredFacts, LinkedFacts, ReportExample, ReportInput, ReportTable } from '../core/report/report-input';
import { cellAt, columnIndex } from '../core/table/cells';
import { COMPOSE_RECORDS_VERSION } from '../core/text/records';
import type { AdapterNote } from '../core/tuning/adapter-note';
import { spawnExport } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { cleanedTable, cleanedTables } from './cleaned-tables';
import type { ReportOptions, SessionState } from './contract';
import { linkedRows } from './exporting';
import { modelHash } from './models/model-places';
import { noteFor } from './models/own-models';
import { projectFileName, stemOf } from './project-files';
import type { StateHolder } from './state';
import { adapterNoteFor } from './tuning/adapters';

const VERSIONS: ReportInput['versions'] = [
  ['Project', PROJECT_SCHEMA_VERSION],
  ['Project file', PROJECT_FILE_VERSION],
  ['Recipe', RECIPE_VERSION],
  ['Audit log', AUDIT_LOG_VERSION],
  ['Reading of files', READ_DATASET_VERSION],
  ['Texts of records', COMPOSE_RECORDS_VERSION],
  ['Search for candidates', FIND_CANDIDATES_VERSION],
];

/** Links or clusters that are shown with their cells, and most rows of a cluster. */
const EXAMPLES = 10;
const ROWS_OF_A_CLUSTER = 5;

/** Composes methods reports in a worker. */
export function createReports(holder: StateHolder): { saveReport(options: ReportOptions): Promise<string | null> } {
  return {
    async saveReport(options) {
      const state = holder.state();
      const { project } = state;
      try {
        const input = project && (await reportInput(state, project, options));
        if (!input) return null;
        const fileName = `${stemOf(project)} methods.html`;
        const page = await withWorker(spawnExport, (worker) => worker.call('report', input));
        downloadBlob(new Blob([page], { type: 'text/html' }), fileName);
        return fileName;
      } catch (thrown) {
        holder.notify('error', 'export-failed', {}, toAppError(thrown));
        return null;
      }
    },
  };
}

/** What a report tells of the open project; null where nothing is found yet. Cells only where examples are asked for. */
async function reportInput(state: SessionState, project: Project, options: ReportOptions): Promise<ReportInput | null> {
  const { review, clusters } = state;
  const isWithin = project.settings.task === 'deduplicate';
  const settings = isWithin ? project.settings : (review?.settings ?? project.settings);
  const found = isWithin ? clusteredFacts(state) : linkedFacts(state, options.truth);
  if (!found) return null;
  return {
    projectName: project.name,
    writtenAt: new Date().toISOString(),
    app: __VERSION__,
    versions: VERSIONS,
    settings,
    modelSha256: await modelHash(settings.model),
    ownModel: isOwnId(settings.model) ? ((await noteFor(settings.model)) ?? project.ownModel ?? null) : null,
    adapter: settings.adapter ? await adapterIn(settings.adapter, project) : null,
    run: (isWithin ? clusters : review)?.run ?? null,
    isStale: (isWithin ? clusters : review)?.isStale === true || review?.isProvisional === true,
    found,
    examples: options.withExamples ? await (isWithin ? clusterExamples : linkExamples)(state, settings) : null,
    recipeFile: `${stemOf(project)}${RECIPE_EXTENSION}`,
    projectFile: projectFileName(project),
  };
}

/** As it is here; else as the project has it. */
const adapterIn = async (id: string, { adapter }: Project): Promise<AdapterNote | null> =>
  (await adapterNoteFor(id)) ?? (adapter?.id === id ? adapter : null);

const describe = ({ fingerprint, columns, rowCount, source }: Dataset): ReportTable => {
  // Rows above and below the table are cells too.
  const { above: _, below: __, ...rest } = source;
  return { fingerprint, columns, rowCount, source: rest };
};

function linkedFacts({ review, sides: { left, right } }: SessionState, truth: ReportOptions['truth']): LinkedFacts | null {
  if (!review || left.status !== 'ready' || right.status !== 'ready') return null;
  const { candidates, suggested, threshold, book, isLearned, learned } = review;
  return {
    of: 'links',
    tables: { left: describe(left.dataset), right: describe(right.dataset) },
    candidates,
    suggested,
    threshold,
    entries: book.entries,
    isLearned: isLearned === true,
    learned: learned && { report: learned.report, change: learned.change, wasRanked: learned.wasRanked },
    truth,
  };
}

function clusteredFacts({ clusters, sides: { left } }: SessionState): ClusteredFacts | null {
  if (!clusters || left.status !== 'ready') return null;
  const { settled, summary, graph, threshold, settings, book } = clusters;
  return {
    of: 'clusters',
    table: describe(left.dataset),
    clusterOf: settled.clusterOf,
    status: summary.status,
    // Every pair stands with both of its rows.
    pairs: graph.neighbour.length / 2,
    threshold,
    settings,
    entries: book.entries,
  };
}

async function linkExamples({ review, sides: { left, right } }: SessionState, settings: MatchSettings): Promise<ReportExample[]> {
  if (!review || left.status !== 'ready' || right.status !== 'ready') return [];
  const cleaned = await cleanedTables({ left: left.dataset, right: right.dataset }, settings.cleaning);
  const tables: Sides<Dataset> = { left: cleaned.left.shown, right: cleaned.right.shown };
  return spread(linkedRows(review, 'suggested')).map((link, at) => ({
    title: `Link ${at + 1}`,
    records: (['left', 'right'] as const).map((side) => ({
      name: `${side === 'left' ? 'Left' : 'Right'} row ${link[side] + 1}`,
      cells: cellsOf(tables[side], settings.on[side], link[side]),
    })),
  }));
}

async function clusterExamples({ clusters, sides: { left } }: SessionState, settings: MatchSettings): Promise<ReportExample[]> {
  if (!clusters || left.status !== 'ready') return [];
  const { shown } = await cleanedTable(left.dataset, settings.cleaning.left);
  const { members, summary, on } = clusters;
  const shared = [...summary.size.keys()].filter((cluster) => summary.size[cluster]! > 1);
  return spread(shared).map((cluster, at) => ({
    title: `Cluster ${at + 1}, ${summary.size[cluster]} rows`,
    records: [...rowsOf(members, cluster).subarray(0, ROWS_OF_A_CLUSTER)].map((row) => ({
      name: `Row ${row + 1}`,
      cells: cellsOf(shown, on, row),
    })),
  }));
}

/** Some of a list, evenly from its beginning to its end. */
function spread<T>(all: readonly T[]): T[] {
  const most = Math.min(EXAMPLES, all.length);
  return Array.from({ length: most }, (_, at) => all[Math.floor((at * all.length) / most)]!);
}

const cellsOf = (table: Dataset, names: readonly string[], row: number): (readonly [string, string])[] =>
  names.flatMap((name) => {
    const column = columnIndex(table, name);
    return column < 0 ? [] : [[name, cellAt(table, column, row)] as const];
  });

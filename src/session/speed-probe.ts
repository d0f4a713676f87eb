import { buildSmallDataset } from '../core/files/build-dataset';
import { DEFAULT_MATCH_SETTINGS, DEFAULT_MODEL } from '../core/model/settings';
import type { Dataset } from '../core/model/types';
import { ColumnWriter } from '../core/table/column-writer';
import { modelObstacle } from '../core/vectors/model-obstacle';
import { embedSides } from './embedding';
import { runMatch } from './engine';

/** Rows a second on this computer; null where a model cannot run. */
export interface ProbedSpeed {
  readonly letters: number;
  readonly model: number | null;
}

const ROWS = 1_000;
const PROBE_MS = 1_000;
const SYLLABLES = ['ka', 'ren', 'tor', 'mi', 'los', 'ber', 'an', 'dú', 'vel', 'sun', 'pra', 'chi', 'wol'];

/** Made-up names, the same every time and no two alike. */
const nameAt = (at: number, step: number): string =>
  `${[at * step + 3, at * 7 + step, at * at + 1].map((place) => SYLLABLES[place % SYLLABLES.length]).join('')} ${at} works`;

/**
 * Compares made-up names by letters (1,000 with 1,000), then reads names with the model that everybody starts with, in one worker, for
 * about a second once it is loaded. Nothing is kept.
 *
 * @throws AppError of the match or the model
 */
export async function probeSpeed(): Promise<ProbedSpeed> {
  const tables = { left: tableOf('left', 5), right: tableOf('right', 11) };
  const settings = { ...DEFAULT_MATCH_SETTINGS, score: 'lexical' as const, on: { left: ['name'], right: ['name'] } };
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };
  const { timings } = await runMatch(tables, settings, { useCache: false }, hooks);
  const letters = (2 * ROWS) / ((timings.search + timings.score + timings.link) / 1000);
  return { letters, model: modelObstacle() ? null : await probeModel() };
}

async function probeModel(): Promise<number> {
  const controller = new AbortController();
  const marks: { readonly at: number; readonly done: number }[] = [];
  const onProgress = (phase: string, done: number): void => {
    if (phase !== 'embedding' || done === 0) return;
    marks.push({ at: performance.now(), done });
    if (marks.at(-1)!.at - marks[0]!.at > PROBE_MS) controller.abort();
  };
  const texts = { left: Array.from({ length: 20 * ROWS }, (_, at) => nameAt(at, 5)), right: [] };
  try {
    await embedSides(texts, DEFAULT_MODEL, { useCache: false, workers: 1, device: 'wasm' }, controller.signal, { onProgress });
  } catch (thrown) {
    if (!controller.signal.aborted) throw thrown;
  }
  const [first, last] = [marks[0]!, marks.at(-1)!];
  return (last.done - first.done) / Math.max(1e-3, (last.at - first.at) / 1000);
}

function tableOf(side: string, step: number): Dataset {
  const writer = new ColumnWriter();
  writer.addCells(['name', ...Array.from({ length: ROWS }, (_, at) => nameAt(at, step))]);
  const widths = new Uint32Array(ROWS + 1).fill(1);
  const fileRows = widths.map((_, at) => at);
  const source = {
    fileName: side,
    sizeBytes: 0,
    format: 'csv',
    encoding: null,
    delimiter: null,
    sheets: [],
    sheet: null,
  } as const;
  return buildSmallDataset({ columns: [writer.finish()], widths, fileRows, problems: [], problemCount: 0 }, source, {
    headerRow: 0,
  });
}

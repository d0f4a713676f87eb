import { buildSmallDataset, namedSource } from '../core/files/build-dataset';
import { DEFAULT_MATCH_SETTINGS, DEFAULT_MODEL } from '../core/model/settings';
import type { Dataset } from '../core/model/types';
import { ColumnWriter } from '../core/table/column-writer';
import { modelObstacle } from '../core/vectors/model-obstacle';
import { runMatch } from './engine';
import { measureSpeed, nameAt } from './models/model-speeds';

/** Rows a second on this computer; null where a model cannot run. */
export interface ProbedSpeed {
  readonly letters: number;
  readonly model: number | null;
}

const ROWS = 1_000;

/**
 * Compares made-up names by letters (1,000 with 1,000), then reads names with the model that everybody starts with, in one worker, for
 * about a second once it is loaded. Only the speed of the model is kept.
 *
 * @throws AppError of the match or the model
 */
export async function probeSpeed(): Promise<ProbedSpeed> {
  const tables = { left: tableOf('left', 5), right: tableOf('right', 11) };
  const settings = { ...DEFAULT_MATCH_SETTINGS, score: 'lexical' as const, on: { left: ['name'], right: ['name'] } };
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };
  const { timings } = await runMatch(tables, settings, { useCache: false }, hooks);
  const letters = (2 * ROWS) / ((timings.search + timings.score + timings.link) / 1000);
  return { letters, model: modelObstacle() ? null : (await measureSpeed(DEFAULT_MODEL, hooks.signal)).perSecond };
}

function tableOf(side: string, step: number): Dataset {
  const writer = new ColumnWriter();
  writer.addCells(['name', ...Array.from({ length: ROWS }, (_, at) => nameAt(at, step))]);
  const widths = new Uint32Array(ROWS + 1).fill(1);
  const fileRows = widths.map((_, at) => at);
  return buildSmallDataset({ columns: [writer.finish()], widths, fileRows, problems: [], problemCount: 0 }, namedSource(side), {
    headerRow: 0,
  });
}

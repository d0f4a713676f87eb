import { readEntry, writeEntry } from '../../adapters/small-entries';
import { throwIfCancelled } from '../../core/model/errors';
import type { ModelId } from '../../core/model/types';
import { embedSides } from '../embedding/embedding';
import { isQuickModel } from './model-places';

/** How many texts a model reads in a second on this computer, in one worker. */
export interface ModelSpeed {
  readonly perSecond: number;
  /** `names`: short names that were made up for it. `match`: the texts of a match, with its loading. */
  readonly from: 'names' | 'match';
  /** ISO 8601, UTC. */
  readonly at: string;
}

const ENTRY = 'model-speeds';
const NAMES = 20_000;
/** A table of vectors has read any number before its second is over. */
const NAMES_FOR_TABLE = 200_000;
const PROBE_MS = 1_000;
/** In a shorter match, loading the model is too much of the time. */
const LEAST_MATCH_MS = 20_000;
const SYLLABLES = ['ka', 'ren', 'tor', 'mi', 'los', 'ber', 'an', 'dú', 'vel', 'sun', 'pra', 'chi', 'wol'];

/** Made-up names, the same every time and no two alike. */
export const nameAt = (at: number, step: number): string =>
  `${[at * step + 3, at * 7 + step, at * at + 1].map((place) => SYLLABLES[place % SYLLABLES.length]).join('')} ${at} works`;

/** The speeds that were measured in this browser, by model. */
export function knownSpeeds(): Readonly<Record<ModelId, ModelSpeed>> {
  try {
    return JSON.parse(readEntry(ENTRY) ?? '{}') as Record<ModelId, ModelSpeed>;
  } catch {
    return {};
  }
}

function keepSpeed(model: ModelId, perSecond: number, from: ModelSpeed['from']): ModelSpeed {
  const speed = { perSecond, from, at: new Date().toISOString() };
  writeEntry(ENTRY, JSON.stringify({ ...knownSpeeds(), [model]: speed }));
  return speed;
}

/**
 * Reads made-up names with a model in one worker on WebAssembly, for about a second once it is loaded (a table of vectors: with its
 * loading). The speed is kept, the vectors are not.
 *
 * @throws AppError `model/…`, `device/…`, `job/cancelled`
 */
export async function measureSpeed(model: ModelId, signal: AbortSignal): Promise<ModelSpeed> {
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  signal.addEventListener('abort', stop, { once: true });
  const startedAt = performance.now();
  const marks: { readonly at: number; readonly done: number }[] = [];
  const onProgress = (phase: string, done: number): void => {
    if (phase !== 'embedding' || done === 0) return;
    marks.push({ at: performance.now(), done });
    if (performance.now() - marks[0]!.at > PROBE_MS) stop();
  };
  const count = isQuickModel(model) ? NAMES_FOR_TABLE : NAMES;
  const texts = { left: Array.from({ length: count }, (_, at) => nameAt(at, 5)), right: [] };
  try {
    await embedSides(texts, model, { useCache: false, workers: 1, device: 'wasm' }, enough.signal, { onProgress });
  } catch (thrown) {
    throwIfCancelled(signal);
    if (!enough.signal.aborted) throw thrown;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const first = isQuickModel(model) ? { at: startedAt, done: 0 } : marks[0]!;
  const last = marks.at(-1)!;
  return keepSpeed(model, (last.done - first.done) / Math.max(1e-3, (last.at - first.at) / 1000), 'names');
}

/** Keeps what a match says of the speed of its model, where it made vectors for long enough to say something. */
export function noteSpeed(model: ModelId, made: number, milliseconds: number, workers: number): void {
  if (milliseconds < LEAST_MATCH_MS || made === 0) return;
  keepSpeed(model, made / (milliseconds / 1000) / Math.max(1, workers), 'match');
}

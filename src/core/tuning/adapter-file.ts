import { AppError } from '../model/errors';
import { sha256Hex } from '../model/fingerprint';
import { readSafetensors, readSafetensorsNotes, writeSafetensors } from '../vectors/safetensors';
import { ADAPTER_VERSION, type Adapter, type AdapterParts, MOST_ADAPTER_BYTES, weightCount } from './adapter';
import { readNotes } from './adapter-notes';

/** An adapter with the id that its file gives it. */
export function sealAdapter(parts: AdapterParts): Adapter {
  const unnamed: Adapter = { ...parts, version: ADAPTER_VERSION, id: '' };
  return { ...unnamed, id: idOf(writeAdapter(unnamed)) };
}

/**
 * The file of an adapter, in safetensors: `linear.weight` [out × in] and `linear.bias` as a Dense module of sentence-transformers has
 * them, or `down.weight`, `up.weight` and `linear.bias`; all else as JSON under `rowlink` of the notes. Equal adapters, equal bytes.
 */
export function writeAdapter({ weights, ...adapter }: Adapter): Uint8Array<ArrayBuffer> {
  const notes = readNotes(adapter);
  const { rank } = notes;
  const { dimensions } = notes.base;
  const biasAt = weights.length - dimensions;
  const tensors =
    rank === null
      ? [{ name: 'linear.weight', shape: [dimensions, dimensions], data: weights.subarray(0, biasAt) }]
      : [
          { name: 'down.weight', shape: [rank, dimensions], data: weights.subarray(0, rank * dimensions) },
          { name: 'up.weight', shape: [dimensions, rank], data: weights.subarray(rank * dimensions, biasAt) },
        ];
  return writeSafetensors([...tensors, { name: 'linear.bias', shape: [dimensions], data: weights.subarray(biasAt) }], {
    format: 'pt',
    rowlink: JSON.stringify({ version: ADAPTER_VERSION, ...notes }),
  });
}

/**
 * The adapter of a file. Everything in it is checked, as it may come from anywhere; whether it fits a model is for `requireBase`.
 *
 * @param file what to call it in an error
 * @throws AppError `adapter/broken`, `adapter/newer-version`
 */
export function readAdapter(bytes: Uint8Array, file = `*.safetensors`): Adapter {
  const broken = (cause?: unknown): AppError => new AppError('adapter/broken', { file }, { cause });
  if (bytes.length > MOST_ADAPTER_BYTES) throw broken();
  let given: unknown;
  try {
    given = JSON.parse(readSafetensorsNotes(bytes).rowlink ?? '');
  } catch (thrown) {
    throw broken(thrown);
  }
  if (Number((given as { version?: unknown } | null)?.version) > ADAPTER_VERSION) {
    throw new AppError('adapter/newer-version', { file });
  }
  try {
    const notes = readNotes(given);
    const weights = readWeights(readSafetensors(bytes), notes.base.dimensions, notes.rank);
    return { ...notes, version: ADAPTER_VERSION, weights, id: idOf(bytes) };
  } catch (thrown) {
    throw broken(thrown);
  }
}

function readWeights(tensors: ReadonlyMap<string, Float32Array>, dimensions: number, rank: number | null): Float32Array {
  const weights = new Float32Array(weightCount(dimensions, rank));
  const sizes: readonly (readonly [string, number])[] =
    rank === null
      ? [
          ['linear.weight', dimensions * dimensions],
          ['linear.bias', dimensions],
        ]
      : [
          ['down.weight', rank * dimensions],
          ['up.weight', rank * dimensions],
          ['linear.bias', dimensions],
        ];
  let at = 0;
  for (const [name, length] of sizes) {
    const tensor = tensors.get(name);
    if (tensor?.length !== length || !tensor.every(Number.isFinite)) throw new RangeError(name);
    weights.set(tensor, at);
    at += length;
  }
  return weights;
}

const idOf = (bytes: Uint8Array): string => sha256Hex(bytes).slice(0, 16);

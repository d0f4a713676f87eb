import { AppError } from '../../model/errors';
import type { Encoder, PlacedModel } from '../encoder';
import { type Allocate, allocateMemory } from '../kernels';
import { toFloat } from '../onnx-initialisers';
import type { TransformerWeights } from './read-transformer';
import {
  bestMultiplication,
  GROUP_ROWS,
  instantiateTransformer,
  type Multiplication,
  ROW_META_BYTES,
} from './transformer-kernels';
import { type PlacedLinear, placeTransformer } from './transformer-memory';

/** Tokens of several texts that go through the layers together: few enough that what they are stays in the second-level cache. */
const TOKENS_TOGETHER = 96;
/** Bytes of codes that meet all columns before the next ones do: they stay in the first-level cache. */
const BLOCK_BYTES = 20 * 1024;
/** Tokens between the two wide layers. */
const WIDE_TOKENS = 48;

/**
 * A transformer encoder on a kernel of our own. Activations are rounded to 7 bits with a scale and a zero point for each token, its
 * largest number to as many as it needs, so
 * a vector depends on its text alone: it is the same, bit by bit, whatever it is embedded with, in which order, and with either kind
 * of multiplication. Cost: about 2 × weights operations a token.
 *
 * @param model its weights, of which a copy is made
 * @param kind a multiplication that this machine has
 * @throws AppError `device/out-of-memory`
 */
export function createTransformerEncoder(
  description: Omit<PlacedModel, 'device'>,
  model: TransformerWeights,
  kind: Multiplication | null = bestMultiplication(),
  allocate: Allocate = allocateMemory,
): Encoder {
  if (!kind) throw new AppError('device/no-webassembly');
  const { hidden, pieces, blocks, epsilon } = model;
  const mostTokens = model.positions.length / hidden;
  const placed = placeOrExplain(description.id, model, kind, Math.max(mostTokens, TOKENS_TOGETHER), allocate);
  const { room, memory } = placed;
  const kernel = instantiateTransformer(kind, memory);
  const floats = new Float32Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const halves = new Uint16Array(memory.buffer);
  const rowBytes = hidden * 4;
  const codesOfByte = kind === 'int8' ? 1 : 2;
  const mean = placed.mean === null ? null : floats.subarray(placed.mean / 4, placed.mean / 4 + hidden);

  /** Rows of numbers at `from` through a matrix to `to`, with codes in between. */
  const multiply = (linear: PlacedLinear, from: number, rows: number, to: number): void => {
    const { inputs, outputs } = linear;
    const groupCodes = GROUP_ROWS * inputs * codesOfByte;
    const groupsTogether = Math.max(1, Math.floor(BLOCK_BYTES / groupCodes));
    const groups = Math.ceil(rows / GROUP_ROWS);
    kernel.quantise(from, rows, inputs * 4, room.codes, room.rowMeta);
    for (let group = 0; group < groups; group += groupsTogether) {
      kernel.multiply(
        room.codes + group * groupCodes,
        room.rowMeta + group * GROUP_ROWS * ROW_META_BYTES,
        Math.min(groupsTogether, groups - group),
        linear.weights,
        linear.panelMeta,
        linear.panels,
        (inputs * codesOfByte) / 4,
        to + group * GROUP_ROWS * outputs * 4,
        outputs * 4,
      );
    }
  };

  /** Writes the vectors of the table for some pieces, and those of their positions beside them. */
  const lookUp = (ids: Int32Array, width: number): void => {
    for (let token = 0; token < ids.length; token++) {
      const id = ids[token]!;
      if (!(id >= 0 && id < pieces)) throw new AppError('model/failed', { model: description.id, reason: 'token' });
      let code = placed.tableCodes + (id * hidden) / 2;
      let out = room.tokens / 4 + token * hidden;
      for (let block = 0; block < blocks; block++) {
        const scale = toFloat(halves[placed.tableScales / 2 + id * blocks + block]!);
        for (let pair = 0; pair < 16; pair++) {
          const both = bytes[code++]!;
          floats[out++] = ((both & 15) - 8) * scale;
          floats[out++] = ((both >> 4) - 8) * scale;
        }
      }
      const position = placed.positions / 4 + (token % width) * hidden;
      floats.copyWithin(room.made / 4 + token * hidden, position, position + hidden);
    }
    kernel.addAndNormalise(
      room.tokens,
      room.made,
      ids.length,
      rowBytes,
      placed.wordNorm.weights,
      placed.wordNorm.biases,
      epsilon,
    );
  };

  /** Brings the tokens of `texts` texts through all layers. */
  const runLayers = (texts: number, width: number): void => {
    const count = texts * width;
    for (const layer of placed.layers) {
      multiply(layer.queriesKeysValues, room.tokens, count, room.queriesKeysValues);
      for (let text = 0; text < texts; text++) {
        const first = text * width * rowBytes;
        kernel.attend(room.queriesKeysValues + first * 3, width, rowBytes, room.made + first, room.scores);
      }
      multiply(layer.attentionOut, room.made, count, room.made);
      const { weights, biases } = layer.attentionNorm;
      kernel.addAndNormalise(room.tokens, room.made, count, rowBytes, weights, biases, epsilon);
      for (let from = 0; from < count; from += WIDE_TOKENS) {
        const rows = Math.min(WIDE_TOKENS, count - from);
        multiply(layer.widen, room.tokens + from * rowBytes, rows, room.wide);
        kernel.activate(room.wide, rows * layer.widen.outputs * 4);
        multiply(layer.narrow, room.wide, rows, room.made + from * rowBytes);
      }
      kernel.addAndNormalise(room.tokens, room.made, count, rowBytes, layer.outNorm.weights, layer.outNorm.biases, epsilon);
    }
  };

  /** The vector of one text from those of its tokens. */
  const pool = (text: number, width: number, vector: Float32Array): void => {
    const pooled = floats.subarray(room.pooled / 4, room.pooled / 4 + hidden);
    pooled.fill(0);
    for (let token = text * width; token < (text + 1) * width; token++) {
      const from = room.tokens / 4 + token * hidden;
      for (let at = 0; at < hidden; at++) pooled[at]! += floats[from + at]!;
    }
    if (mean) {
      normalise(pooled);
      for (let at = 0; at < hidden; at++) pooled[at]! -= mean[at]!;
    }
    if (placed.rotation === null) vector.set(pooled);
    else {
      kernel.rotate(room.pooled, hidden, placed.rotation, rowBytes, room.rotated);
      vector.set(floats.subarray(room.rotated / 4, room.rotated / 4 + hidden));
    }
    normalise(vector);
  };

  return {
    model: description.id,
    sha256: description.sha256,
    dtype: description.dtype,
    device: 'wasm',
    runtime: 'own',
    dimensions: hidden,
    async encode(ids, rows, width) {
      if (width > mostTokens) throw new AppError('model/failed', { model: description.id, reason: 'length' });
      const data = new Float32Array(rows * hidden);
      const together = Math.max(1, Math.floor(TOKENS_TOGETHER / width));
      for (let from = 0; from < rows; from += together) {
        const texts = Math.min(together, rows - from);
        lookUp(ids.subarray(from * width, (from + texts) * width), width);
        runLayers(texts, width);
        for (let text = 0; text < texts; text++) {
          const at = (from + text) * hidden;
          pool(text, width, data.subarray(at, at + hidden));
        }
      }
      return data;
    },
    dispose: async () => {},
  };
}

function placeOrExplain(id: string, model: TransformerWeights, kind: Multiplication, tokens: number, allocate: Allocate) {
  try {
    return placeTransformer(model, kind, tokens, WIDE_TOKENS, allocate);
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new AppError('device/out-of-memory', { model: id }, { cause: thrown });
    throw thrown;
  }
}

/** Makes a vector as long as 1; of zeros it leaves zeros. */
function normalise(vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = 1 / (Math.sqrt(squares) || 1);
  for (let at = 0; at < vector.length; at++) vector[at]! *= scale;
}

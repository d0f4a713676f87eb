import { type Allocate, allocateMemory } from '../kernels';
import type { LinearWeights, NormWeights, TransformerWeights } from './read-transformer';
import {
  GROUP_ROWS,
  type Multiplication,
  PANEL_COLUMNS,
  PANEL_META_BYTES,
  ROW_META_BYTES,
  stepCodes,
} from './transformer-kernels';

/** Where a matrix is, and its size. */
export interface PlacedLinear {
  readonly weights: number;
  readonly panelMeta: number;
  readonly panels: number;
  readonly inputs: number;
  readonly outputs: number;
}

export interface PlacedNorm {
  readonly weights: number;
  readonly biases: number;
}

export interface PlacedLayer {
  readonly queriesKeysValues: PlacedLinear;
  readonly attentionOut: PlacedLinear;
  readonly attentionNorm: PlacedNorm;
  readonly widen: PlacedLinear;
  readonly narrow: PlacedLinear;
  readonly outNorm: PlacedNorm;
}

/** A model in the memory of its kernel: addresses in bytes. Room for work is for `tokens` tokens, and for `blockTokens` where they are wide. */
export interface TransformerMemory {
  readonly memory: WebAssembly.Memory;
  readonly tableCodes: number;
  readonly tableScales: number;
  readonly positions: number;
  readonly wordNorm: PlacedNorm;
  readonly layers: readonly PlacedLayer[];
  readonly mean: number | null;
  readonly rotation: number | null;
  readonly room: {
    /** [tokens × hidden] floats, each of the first two. */
    readonly tokens: number;
    readonly made: number;
    /** [tokens × 3 × hidden] floats. */
    readonly queriesKeysValues: number;
    /** [blockTokens × wide] floats. */
    readonly wide: number;
    readonly codes: number;
    readonly rowMeta: number;
    readonly scores: number;
    readonly pooled: number;
    readonly rotated: number;
  };
}

const ALIGNMENT = 64;

/**
 * Copies a model into a memory of its own, its matrices in the order in which the kernel reads them. Nothing keeps a hold of the file.
 *
 * @param tokens most tokens at once @param blockTokens most of them between the two wide layers
 * @throws RangeError when the memory cannot be had
 */
export function placeTransformer(
  model: TransformerWeights,
  kind: Multiplication,
  tokens: number,
  blockTokens: number,
  allocate: Allocate = allocateMemory,
): TransformerMemory {
  let size = 0;
  const reserve = (bytes: number): number => {
    const at = size;
    size = Math.ceil((at + bytes) / ALIGNMENT) * ALIGNMENT;
    return at;
  };
  const writes: ((buffer: ArrayBuffer) => void)[] = [];
  const place = (data: Float32Array | Uint8Array): number => {
    const at = reserve(data.byteLength);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    writes.push((buffer) => new Uint8Array(buffer).set(bytes, at));
    return at;
  };
  const placeNorm = (norm: NormWeights): PlacedNorm => ({ weights: place(norm.weights), biases: place(norm.biases) });
  const placeLinear = (linear: LinearWeights): PlacedLinear => {
    const { inputs, outputs } = linear;
    const panels = outputs / PANEL_COLUMNS;
    const weights = reserve(inputs * outputs);
    const panelMeta = reserve(panels * PANEL_META_BYTES);
    writes.push((buffer) => packLinear(linear, kind, buffer, weights, panelMeta));
    return { weights, panelMeta, panels, inputs, outputs };
  };

  const layers = model.layer.map((layer) => ({
    queriesKeysValues: placeLinear(layer.queriesKeysValues),
    attentionOut: placeLinear(layer.attentionOut),
    attentionNorm: placeNorm(layer.attentionNorm),
    widen: placeLinear(layer.widen),
    narrow: placeLinear(layer.narrow),
    outNorm: placeNorm(layer.outNorm),
  }));
  const placed = {
    layers,
    tableCodes: place(model.tableCodes),
    tableScales: place(model.tableScales),
    positions: place(model.positions),
    wordNorm: placeNorm(model.wordNorm),
    mean: model.mean && place(model.mean),
    rotation: model.rotation && place(model.rotation),
  };
  const rowBytes = model.hidden * 4;
  const wide = Math.max(...model.layer.map(({ widen }) => widen.outputs));
  const codeBytes = 4 / stepCodes(kind);
  // The last group is filled up; attention looks at three rows more.
  const rows = Math.ceil(tokens / GROUP_ROWS) * GROUP_ROWS;
  const blockRows = Math.ceil(blockTokens / GROUP_ROWS) * GROUP_ROWS;
  const room = {
    tokens: reserve(rows * rowBytes),
    made: reserve(rows * rowBytes),
    queriesKeysValues: reserve((rows + 3) * rowBytes * 3),
    wide: reserve(blockRows * wide * 4),
    codes: reserve(Math.max(rows * model.hidden, blockRows * wide) * codeBytes),
    rowMeta: reserve(rows * ROW_META_BYTES),
    scores: reserve((tokens + 4) * 4),
    pooled: reserve(rowBytes),
    rotated: reserve(rowBytes),
  };
  const memory = allocate(size);
  for (const write of writes) write(memory.buffer);
  return { memory, ...placed, room };
}

/** Panels of eight columns; within one, for each step along the rows the codes of each column. */
function packLinear(linear: LinearWeights, kind: Multiplication, buffer: ArrayBuffer, weights: number, panelMeta: number): void {
  const { inputs, outputs, codes, scales, biases } = linear;
  const together = stepCodes(kind);
  const packed = new Int8Array(buffer, weights, inputs * outputs);
  const integers = new Int32Array(buffer);
  const floats = new Float32Array(buffer);
  const sums = new Int32Array(outputs);
  for (let input = 0; input < inputs; input++) {
    const from = input * outputs;
    const to = Math.floor(input / together) * together * PANEL_COLUMNS + (input % together);
    for (let output = 0; output < outputs; output++) {
      const code = codes[from + output]!;
      sums[output]! += code;
      const panel = output >> 3;
      packed[panel * inputs * PANEL_COLUMNS + to + (output & 7) * together] = code;
    }
  }
  for (let output = 0; output < outputs; output++) {
    const at = panelMeta / 4 + Math.floor(output / 4) * 12 + (output % 4);
    integers[at] = sums[output]!;
    floats[at + 4] = scales[output]!;
    floats[at + 8] = biases[output]!;
  }
}

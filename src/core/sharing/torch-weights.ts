import { toFloat } from '../vectors/onnx-initialisers';
import type { LinearWeights, NormWeights, TransformerWeights } from '../vectors/transformer/read-transformer';

interface Part {
  readonly name: string;
  readonly shape: readonly number[];
  /** Its numbers, some rows at a time. */
  readonly pieces: () => Iterable<Float32Array<ArrayBuffer>>;
}

/** Rows of the table that are made at a time. */
const ROWS = 4_096;

/** Bytes of {@link writeTorchWeights}, its header left out of account. */
export const torchBytes = (model: TransformerWeights): number => 4 * partsOf(model).reduce((sum, part) => sum + countOf(part), 0);

/**
 * The weights of a known graph as `model.safetensors` of a `BertModel`: the same numbers, as floats of 32 bits. What PyTorch makes of
 * them agrees with the graph in floats. Memory grows by some megabytes: pieces go into the blob one after the other.
 */
export function writeTorchWeights(model: TransformerWeights): Blob {
  const parts = partsOf(model);
  let end = 0;
  const members = parts.map((part) => {
    const from = end;
    end += countOf(part) * 4;
    return [part.name, { dtype: 'F32', shape: part.shape, data_offsets: [from, end] }] as const;
  });
  const text = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(members) });
  const header = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
  const blobs = parts.flatMap(({ pieces }) => Array.from(pieces(), (piece) => new Blob([piece])));
  return new Blob([length, header, ...blobs]);
}

const countOf = ({ shape }: Part): number => shape.reduce((product, size) => product * size, 1);

function partsOf(model: TransformerWeights): readonly Part[] {
  const { hidden, pieces, positions } = model;
  const zeros = (name: string, ...shape: readonly number[]): Part => ({
    name,
    shape,
    pieces: () => [new Float32Array(shape.reduce((product, size) => product * size, 1))],
  });
  return [
    { name: 'embeddings.word_embeddings.weight', shape: [pieces, hidden], pieces: () => tableOf(model) },
    {
      name: 'embeddings.position_embeddings.weight',
      shape: [positions.length / hidden, hidden],
      pieces: () => [Float32Array.from(positions)],
    },
    // What it adds is in the positions.
    zeros('embeddings.token_type_embeddings.weight', 2, hidden),
    ...normOf('embeddings.LayerNorm', model.wordNorm),
    ...model.layer.flatMap((layer, at): readonly Part[] => {
      const own = (name: string): string => `encoder.layer.${at}.${name}`;
      return [
        ...(['query', 'key', 'value'] as const).flatMap((name, place) =>
          linearOf(own(`attention.self.${name}`), layer.queriesKeysValues, place * hidden, hidden),
        ),
        ...linearOf(own('attention.output.dense'), layer.attentionOut),
        ...normOf(own('attention.output.LayerNorm'), layer.attentionNorm),
        ...linearOf(own('intermediate.dense'), layer.widen),
        ...linearOf(own('output.dense'), layer.narrow),
        ...normOf(own('output.LayerNorm'), layer.outNorm),
      ];
    }),
    // Not used, but looked for.
    zeros('pooler.dense.weight', hidden, hidden),
    zeros('pooler.dense.bias', hidden),
  ];
}

function* tableOf({ hidden, blocks, pieces, tableCodes, tableScales }: TransformerWeights): Generator<Float32Array<ArrayBuffer>> {
  const scales = new DataView(tableScales.buffer, tableScales.byteOffset, tableScales.byteLength);
  const size = hidden / blocks;
  for (let from = 0; from < pieces; from += ROWS) {
    const rows = new Float32Array(Math.min(ROWS, pieces - from) * hidden);
    for (let at = 0; at < rows.length; at++) {
      const place = from * hidden + at;
      const both = tableCodes[place >> 1]!;
      const code = (place & 1 ? both >> 4 : both & 15) - 8;
      rows[at] = code * toFloat(scales.getUint16(Math.floor(place / size) * 2, true));
    }
    yield rows;
  }
}

/** Outputs `from` … of a layer, as PyTorch has them: [outputs × inputs]. */
function linearOf(name: string, linear: LinearWeights, from = 0, count = linear.outputs): readonly Part[] {
  const { inputs, outputs, codes, scales, biases } = linear;
  const weights = (): readonly Float32Array<ArrayBuffer>[] => {
    const made = new Float32Array(count * inputs);
    for (let out = 0; out < count; out++) {
      const scale = scales[from + out]!;
      for (let input = 0; input < inputs; input++) made[out * inputs + input] = codes[input * outputs + from + out]! * scale;
    }
    return [made];
  };
  return [
    { name: `${name}.weight`, shape: [count, inputs], pieces: weights },
    { name: `${name}.bias`, shape: [count], pieces: () => [Float32Array.from(biases.subarray(from, from + count))] },
  ];
}

const normOf = (name: string, { weights, biases }: NormWeights): readonly Part[] => [
  { name: `${name}.weight`, shape: [weights.length], pieces: () => [Float32Array.from(weights)] },
  { name: `${name}.bias`, shape: [biases.length], pieces: () => [Float32Array.from(biases)] },
];

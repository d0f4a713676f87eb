import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Folder = Readonly<Record<string, Blob>>;

const FIXTURES = new URL('../../../e2e/fixtures/models/', import.meta.url);

/** A folder of `e2e/fixtures/models` as it is dropped. */
export function readFolder(name: string): Folder {
  const folder = fileURLToPath(new URL(`${name}/`, FIXTURES));
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    paths.map((entry) => {
      const path = `${entry.parentPath.replace(/\/?$/u, '/')}${entry.name}`;
      return [path.slice(folder.length), new Blob([new Uint8Array(readFileSync(path))])];
    }),
  );
}

export const textFile = (value: unknown): Blob => new Blob([typeof value === 'string' ? value : JSON.stringify(value)]);

/** An ONNX file of names only: what `describeModelFolder` reads of one. */
export function onnxFile({
  inputs = ['input_ids', 'attention_mask'],
  outputs = [{ name: 'last_hidden_state', dims: [0, 0, 384] }],
  tensors = [{ type: 1, dims: [10, 10], location: '' }],
}: {
  readonly inputs?: readonly string[];
  readonly outputs?: readonly { readonly name: string; readonly dims: readonly number[] }[];
  readonly tensors?: readonly { readonly type: number; readonly dims: readonly number[]; readonly location?: string }[];
} = {}): Blob {
  const value = (name: string, dims: readonly number[]): number[] => {
    const shape = dims.flatMap((dim) => message(1, dim > 0 ? varint(1, dim) : message(2, text('n'))));
    return [...message(1, text(name)), ...message(2, message(1, [...varint(1, 1), ...message(2, shape)]))];
  };
  const graph = [
    ...tensors.flatMap(({ type, dims, location }, at) => {
      const outside = location ? message(13, [...message(1, text('location')), ...message(2, text(location))]) : [];
      const inside = location ? [] : message(9, new Array(16).fill(0));
      const head = [...dims.flatMap((dim) => varint(1, dim)), ...varint(2, type), ...message(8, text(`w${at}`))];
      return message(5, [...head, ...inside, ...outside]);
    }),
    ...inputs.flatMap((name) => message(11, value(name, [0, 0]))),
    ...outputs.flatMap(({ name, dims }) => message(12, value(name, dims))),
  ];
  return new Blob([Uint8Array.from([...varint(1, 9), ...message(7, graph)])]);
}

const text = (value: string): number[] => [...new TextEncoder().encode(value)];
const number = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...number(Math.floor(value / 128))]);
const varint = (field: number, value: number): number[] => [...number(field * 8), ...number(value)];
const message = (field: number, content: readonly number[]): number[] => [
  ...number(field * 8 + 2),
  ...number(content.length),
  ...content,
];

const module = (index: number, path: string, type: string) => ({ idx: index, name: String(index), path, type });

/** What `modules.json` says of a network, pooling and what else is named. */
export const modulesFile = (...parts: readonly string[]): Blob =>
  textFile([
    module(0, '', 'sentence_transformers.models.Transformer'),
    ...parts.map((part, at) => module(at + 1, `${at + 1}_${part}`, `sentence_transformers.models.${part}`)),
  ]);

export const poolingFile = (kind: 'cls_token' | 'mean_tokens' | 'max_tokens' | 'lasttoken', width = 384): Blob =>
  textFile({
    word_embedding_dimension: width,
    ...Object.fromEntries(
      ['cls_token', 'mean_tokens', 'max_tokens', 'lasttoken'].map((one) => [`pooling_mode_${one}`, one === kind]),
    ),
    include_prompt: true,
  });

/** A tokenizer without vocabulary, with the marks of BERT. */
export const bertTokenizer = textFile({
  model: { type: 'WordPiece', vocab: {} },
  normalizer: { type: 'BertNormalizer' },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', sep: ['[SEP]', 102], cls: ['[CLS]', 101] },
  added_tokens: [],
});

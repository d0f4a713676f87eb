/** What the page makes of a task: its tables, vectors, candidates and links, for the cluster's Python to be compared with. */
import { createMatcher } from '../../src/core/candidates/find-candidates';
import { thresholdInForce } from '../../src/core/links/auto-threshold';
import { suggestLinks } from '../../src/core/links/suggest-links';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../../src/core/model/settings';
import type { Job, VectorSet } from '../../src/core/model/types';
import type { ComparedTable } from '../../src/core/text/records';
import { encodePieces } from '../../src/core/vectors/encoding-work';
import { createTableEncoder } from '../../src/core/vectors/table-encoder';
import { canonicalText, createUnigramTokenizer, type UnigramFile } from '../../src/core/vectors/tokenizer';
import { readTransformer } from '../../src/core/vectors/transformer/read-transformer';
import { createTransformerEncoder } from '../../src/core/vectors/transformer/transformer-encoder';

const JOB: Job = { signal: new AbortController().signal, progress: () => {} };
const TOKENS_TOGETHER = 256;

type Columns = Readonly<Record<string, readonly string[]>>;

export interface ModelFiles {
  readonly manifest: {
    readonly id: string;
    readonly maxTokens: number;
    readonly prefix: string;
    readonly ends: readonly [number | null, number | null];
    readonly output: string;
  };
  readonly weights: Uint8Array;
  readonly tokenizer: object;
}

/** Makes vectors of texts with the page's own kernel; one for all tasks. */
export function createTextEncoder({ manifest, weights, tokenizer: file }: ModelFiles) {
  const tokenizer = createUnigramTokenizer(file as UnigramFile);
  const description = { id: manifest.id, sha256: '', dtype: 'mixed' } as const;
  const network = readTransformer(weights, manifest.output);
  const encoder = network ? createTransformerEncoder(description, network) : createTableEncoder(description, weights);
  const known = new Map<string, Float32Array>();
  const average = async (pieces: readonly (readonly number[])[]): Promise<Float32Array> => {
    const vector = new Float32Array(encoder.dimensions);
    for (const piece of pieces) {
      const part = await encoder.encode(Int32Array.from(piece), 1, piece.length);
      for (let at = 0; at < vector.length; at++) vector[at]! += piece.length * part[at]!;
    }
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    return vector.map((value) => value / length);
  };
  return async (texts: readonly string[]): Promise<VectorSet> => {
    const forms = texts.map((text) => canonicalText(text.toLowerCase()));
    const byLength = new Map<number, { form: string; piece: readonly number[] }[]>();
    for (const form of new Set(forms)) {
      if (known.has(form)) continue;
      const { pieces } = encodePieces(form, tokenizer, manifest);
      if (pieces.length > 1) known.set(form, await average(pieces));
      else {
        const piece = pieces[0]!;
        byLength.set(piece.length, [...(byLength.get(piece.length) ?? []), { form, piece }]);
      }
    }
    for (const [length, own] of byLength) {
      const size = Math.max(1, Math.floor(TOKENS_TOGETHER / length));
      for (let from = 0; from < own.length; from += size) {
        const batch = own.slice(from, from + size);
        const data = await encoder.encode(Int32Array.from(batch.flatMap(({ piece }) => [...piece])), batch.length, length);
        for (const [row, { form }] of batch.entries()) {
          known.set(form, data.slice(row * encoder.dimensions, (row + 1) * encoder.dimensions));
        }
      }
    }
    const data = new Float32Array(texts.length * encoder.dimensions);
    for (const [row, form] of forms.entries()) data.set(known.get(form)!, row * encoder.dimensions);
    return { model: manifest.id, dimensions: encoder.dimensions, data };
  };
}

/** Candidates and links of a task, and the vectors of its texts in the order of the matcher. */
export async function runTask(
  left: Columns,
  right: Columns | null,
  given: Partial<MatchSettings>,
  encode: ReturnType<typeof createTextEncoder>,
) {
  const settings = { ...DEFAULT_MATCH_SETTINGS, ...given };
  const matcher = createMatcher({ left: tableOf(left), right: tableOf(right ?? left) }, settings);
  const vectors = { left: await encode(matcher.texts.left), right: await encode(matcher.texts.right) };
  const { candidates } = await matcher.find(vectors, JOB);
  const threshold = thresholdInForce(settings.threshold, candidates);
  const links = suggestLinks(candidates, { cardinality: settings.cardinality, limits: settings.limits, threshold });
  return { settings, texts: matcher.texts, vectors, candidates, links };
}

const tableOf = (columns: Columns): ComparedTable => ({
  fileName: 'table',
  rowCount: Object.values(columns)[0]!.length,
  columns: new Map(Object.entries(columns)),
});

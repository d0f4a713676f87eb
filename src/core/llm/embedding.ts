/** Vectors of a request to `/v1/embeddings`, row-major, as the server gives them. */
export interface EmbeddingAnswer {
  readonly dimensions: number;
  readonly data: Float32Array<ArrayBuffer>;
  /** null where the server does not count. */
  readonly tokens: number | null;
}

export const embeddingBody = (model: string, texts: readonly string[]): object => ({
  model,
  input: texts,
  encoding_format: 'float',
});

/**
 * One vector a text, in the order of the texts, put there by the index that each entry has. null where one is missing or doubled, where
 * they differ in length or a number is no number. Base64 of little-endian float32 is read as well.
 */
export function readEmbeddings(body: unknown, count: number): EmbeddingAnswer | null {
  const { data: entries, usage } = (body ?? {}) as {
    readonly data?: unknown;
    readonly usage?: { readonly prompt_tokens?: unknown };
  };
  if (!Array.isArray(entries) || entries.length !== count || count === 0) return null;
  let data: Float32Array<ArrayBuffer> | null = null;
  let dimensions = 0;
  const seen = new Set<number>();
  for (const [at, entry] of (entries as readonly RawVector[]).entries()) {
    const index = typeof entry?.index === 'number' ? entry.index : at;
    const vector = numbersOf(entry?.embedding);
    if (!vector || vector.length === 0 || !Number.isInteger(index) || index < 0 || index >= count || seen.has(index)) return null;
    seen.add(index);
    dimensions ||= vector.length;
    if (vector.length !== dimensions) return null;
    data ??= new Float32Array(count * dimensions);
    data.set(vector, index * dimensions);
  }
  if (!data?.every((value) => Number.isFinite(value))) return null;
  const tokens = usage?.prompt_tokens;
  return { dimensions, data, tokens: typeof tokens === 'number' ? tokens : null };
}

interface RawVector {
  readonly index?: unknown;
  readonly embedding?: unknown;
}

function numbersOf(value: unknown): ArrayLike<number> | null {
  if (Array.isArray(value)) return value.every((number) => typeof number === 'number') ? (value as number[]) : null;
  if (typeof value !== 'string') return null;
  try {
    const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
    return bytes.length % 4 === 0 ? new Float32Array(bytes.buffer) : null;
  } catch {
    return null;
  }
}

/** Scales every vector to length 1; one of zeros stays. */
export function normaliseRows(data: Float32Array, dimensions: number): void {
  for (let from = 0; from < data.length; from += dimensions) {
    let squares = 0;
    for (let at = from; at < from + dimensions; at++) squares += data[at]! * data[at]!;
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = from; at < from + dimensions; at++) data[at]! *= scale;
  }
}

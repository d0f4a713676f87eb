import { encodePieces } from '../vectors/encoding-work';
import { canonicalText, createUnigramTokenizer, type UnigramFile } from '../vectors/tokenizer';
import { readTransformer } from '../vectors/transformer/read-transformer';
import { createTransformerEncoder } from '../vectors/transformer/transformer-encoder';
import { companies, ODD_TEXTS, places } from './golden-tables';

/** What is asked of a model folder. */
export interface GoldenModel {
  readonly id: string;
  /** Of its weights. */
  readonly sha256: string;
  readonly maxTokens: number;
  readonly prefix: string;
  readonly ends: readonly [number | null, number | null];
  readonly output: string;
}

const LONG = 'Ultra light carbon road bicycle with hydraulic disc brakes, 22 gears and tubeless wheels, size 54 cm, matt black. ';

/** Token ids of some texts, a list a piece, and the vectors that the page's own kernel gives them, [texts × dimensions] in base64. */
export async function goldenVectors(model: GoldenModel, weights: Uint8Array, tokenizerFile: object): Promise<object> {
  const tokenizer = createUnigramTokenizer(tokenizerFile as UnigramFile);
  const encoder = createTransformerEncoder(
    { id: model.id, sha256: model.sha256, dtype: 'mixed' },
    readTransformer(weights, model.output)!,
  );
  const texts = [
    ...ODD_TEXTS.filter((text) => canonicalText(text.toLowerCase()) !== ''),
    ...companies(11, 12).left.name!,
    ...places(5).left.name!.slice(0, 12),
    'The name <s> and </s> as text',
    LONG.repeat(3),
    Array.from({ length: 60 }, (_, at) => `${LONG}${at * 7919}`).join(' '),
  ];
  const pieces = texts.map((text) => encodePieces(canonicalText(text.toLowerCase()), tokenizer, model).pieces);
  const data = new Float32Array(texts.length * encoder.dimensions);
  for (const [text, own] of pieces.entries()) {
    const vector = data.subarray(text * encoder.dimensions, (text + 1) * encoder.dimensions);
    for (const piece of own) {
      const part = await encoder.encode(Int32Array.from(piece), 1, piece.length);
      for (let at = 0; at < vector.length; at++) vector[at]! += (own.length === 1 ? 1 : piece.length) * part[at]!;
    }
    if (own.length === 1) continue;
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    for (let at = 0; at < vector.length; at++) vector[at]! /= length;
  }
  return { model: model.id, sha256: model.sha256, texts, pieces, vectors: bytesToBase64(data) };
}

function bytesToBase64(data: Float32Array): string {
  let text = '';
  for (const byte of new Uint8Array(data.buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}

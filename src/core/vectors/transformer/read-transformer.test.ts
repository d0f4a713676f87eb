import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTransformer } from './read-transformer';

const read = (model: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../../public/models/${model}/onnx/model_quantized.onnx`, import.meta.url)));
const OUTPUT = 'sentence_embedding';
const small = read('rowlink-small');

/** The file with the nth occurrence of some bytes replaced by as many others. */
function replace(file: Uint8Array, from: string, to: string, nth = 0): Uint8Array {
  const buffer = Buffer.from(file);
  let at = -1;
  for (let count = 0; count <= nth; count++) at = buffer.indexOf(from, at + 1, 'latin1');
  expect(at).toBeGreaterThan(0);
  buffer.write(to, at, 'latin1');
  return new Uint8Array(buffer);
}

describe('readTransformer', () => {
  it('reads the models that come with the product', () => {
    const config = JSON.parse(
      readFileSync(new URL('../../../../public/models/rowlink-small/config.json', import.meta.url), 'utf8'),
    );
    const student = readTransformer(small, OUTPUT)!;
    expect(student).toMatchObject({ layers: 4, heads: 12, hidden: 384, pieces: config.vocab_size, isRotated: true });
    expect(student.positions).toHaveLength(config.max_position_embeddings * 384);
    const accurate = readTransformer(read('me5-small-96k'), OUTPUT)!;
    expect(accurate).toMatchObject({ layers: 12, heads: 12, hidden: 384, pieces: 80_000, isRotated: true });
    expect(accurate.layer).toHaveLength(12);
    expect(accurate.mean).toHaveLength(384);
    expect(accurate.layer[11]!.widen).toMatchObject({ inputs: 384, outputs: 1536 });
    expect(accurate.positions).toHaveLength(128 * 384);
    const english = readTransformer(read('minilm-l6-en'), OUTPUT)!;
    expect(english).toMatchObject({ layers: 6, pieces: 30_522, isCentred: false, isRotated: false });
    expect(english.positions).toHaveLength(128 * 384);
  });

  it('does not take another graph for one that it knows', () => {
    expect(readTransformer(read('rowlink-instant'), OUTPUT)).toBeNull();
    expect(readTransformer(small, 'last_hidden_state')).toBeNull();
    const changes: readonly [from: string, to: string, nth?: number][] = [
      // The first one is a name.
      ['Gelu', 'Relu', 1],
      ['num_heads', 'num_headz'],
      ['l2.fo.q', 'l1.fo.q'],
      ['SkipLayerNormalization', 'SkipLayerNormalizatiom', 1],
      ['keepdims', 'keepdimz'],
      ['word.s', 'word.t'],
    ];
    for (const [from, to, nth] of changes) {
      expect(readTransformer(replace(small, from, to, nth), OUTPUT) === null, `${from} → ${to}`).toBe(true);
    }
  });

  it('is not misled by what is no ONNX file, or half of one', () => {
    expect(readTransformer(new Uint8Array(0), OUTPUT)).toBeNull();
    expect(readTransformer(new TextEncoder().encode('<!doctype html>'), OUTPUT)).toBeNull();
    expect(readTransformer(small.subarray(0, small.length / 2), OUTPUT)).toBeNull();
  });
});

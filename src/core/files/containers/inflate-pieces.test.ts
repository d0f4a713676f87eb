import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inflateByLibrary, inflatePieces } from './inflate-pieces';

const original = Uint8Array.from({ length: 900_000 }, (_, at) => (at * at) >>> (at % 13));
const compressed = deflateSync(original);

async function* cut(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
async function all(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece.slice());
  return new Uint8Array(Buffer.concat(parts));
}

describe.each([
  ['by the platform, where it can', inflatePieces],
  ['by the library', inflateByLibrary],
] as const)('raw deflate %s', (_, inflate) => {
  it('gives back what went in, whatever the pieces', async () => {
    for (const length of [100, 70_000, compressed.length]) {
      expect(Buffer.compare(await all(inflate(cut(compressed, length))), original)).toBe(0);
    }
    expect(await all(inflate(cut(deflateSync(new Uint8Array(0)), 5)))).toHaveLength(0);
  });

  it('fails where data is cut short or damaged', async () => {
    await expect(all(inflate(cut(compressed.subarray(0, -20), 5000)))).rejects.toThrow();
    await expect(all(inflate(cut(Uint8Array.of(0xff, 0xff, 0xff, 0xff), 5000)))).rejects.toThrow();
  });

  it('passes on what the source throws', async () => {
    const wrong = new Error('gone');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield compressed.subarray(0, 1000);
      throw wrong;
    }
    await expect(all(inflate(failing()))).rejects.toBe(wrong);
  });

  it('stops reading its source when nobody wants more', async () => {
    let taken = 0;
    async function* counting(): AsyncGenerator<Uint8Array> {
      for await (const piece of cut(compressed, 16_384)) {
        taken++;
        yield piece;
      }
    }
    for await (const piece of inflate(counting())) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    await new Promise((done) => setTimeout(done, 20));
    expect(taken).toBeLessThan(Math.ceil(compressed.length / 16_384) / 2);
  });
});

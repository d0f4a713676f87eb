import { AppError, throwIfCancelled } from '../core/model/errors';
import { KEY_WORDS } from '../core/model/text-key';
import { createPacer } from '../core/model/turns';
import type { Job } from '../core/model/types';
import { cacheKeyOf, DeviceLostError, type Encoder, placeOf, type VectorCache } from '../core/vectors/encoder';
import { BATCH_TOKENS, countGroups, type EncodingWork } from '../core/vectors/encoding-work';
import type { EmbedAnswer } from '../rpc/protocol';
import type { Served } from '../rpc/serve';

/** A turn of the event loop costs 4 ms in browsers, so not too often; often enough for a cancel. */
const REST_EVERY_MS = 200;

/**
 * Embeds some work group by group and keeps the vectors of whole groups, also when it is cancelled or fails on the way: a run that
 * is stopped goes on where it stopped, with the same groups. When the device is lost or its memory does not do, the answer has
 * what was done before.
 */
export async function embedWork(
  work: EncodingWork,
  encoder: Encoder,
  cache: VectorCache,
  job: Job,
): Promise<Served<EmbedAnswer>> {
  const { dimensions } = encoder;
  const count = work.textStarts.length - 1;
  const data = new Float32Array(count * dimensions);
  const rest = createPacer(REST_EVERY_MS);
  let done = 0;
  let stopped: EmbedAnswer['stopped'] = null;
  const keep = async (): Promise<void> => {
    if (done === 0) return;
    await cache.keep(
      cacheKeyOf(placeOf(encoder), encoder.runtime),
      work.keys.slice(0, done * KEY_WORDS),
      dimensions,
      data.subarray(0, done * dimensions),
    );
  };
  try {
    for (let group = 0; group < countGroups(work); group++) {
      await embedGroup(work, group, encoder, data);
      done = work.groupStarts[group + 1]!;
      job.progress(done, count, 'texts');
      await rest();
      throwIfCancelled(job.signal);
    }
  } catch (thrown) {
    if (thrown instanceof DeviceLostError) stopped = 'device-lost';
    else if (thrown instanceof AppError && thrown.code === 'device/out-of-memory') stopped = 'out-of-memory';
    else {
      await keep();
      throw thrown;
    }
  }
  await keep();
  const vectors = done === count ? data : data.slice(0, done * dimensions);
  return { answer: { dimensions, data: vectors, done, stopped }, transfer: [vectors.buffer] };
}

/** Vectors of the texts of one group, written to their places: of a text of several pieces the mean, by their lengths. */
async function embedGroup(work: EncodingWork, group: number, encoder: Encoder, data: Float32Array): Promise<void> {
  const { dimensions } = encoder;
  const { ids, pieceStarts, textStarts, groupStarts } = work;
  const firstText = groupStarts[group]!;
  const firstPiece = textStarts[firstText]!;
  const lastPiece = textStarts[groupStarts[group + 1]!]!;
  const isPieceEach = lastPiece - firstPiece === groupStarts[group + 1]! - firstText;
  let piece = firstPiece;
  let text = firstText;
  while (piece < lastPiece) {
    const start = pieceStarts[piece]!;
    const width = pieceStarts[piece + 1]! - start;
    let rows = 1;
    while (piece + rows < lastPiece && pieceStarts[piece + rows + 1]! - pieceStarts[piece + rows]! === width) {
      if ((rows + 1) * width > BATCH_TOKENS) break;
      rows++;
    }
    const vectors = await encodeRows(encoder, ids.subarray(start, start + rows * width), rows, width);
    if (isPieceEach) data.set(vectors.subarray(0, rows * dimensions), (firstText + piece - firstPiece) * dimensions);
    else {
      for (let row = 0; row < rows; row++) {
        while (textStarts[text + 1]! <= piece + row) text++;
        addScaled(data, text * dimensions, vectors, row * dimensions, dimensions, width);
      }
    }
    piece += rows;
  }
  for (let at = firstText; at < groupStarts[group + 1]!; at++) {
    const squares = squaresOf(data, at * dimensions, dimensions);
    if (!isPieceEach) scale(data, at * dimensions, dimensions, 1 / Math.sqrt(squares));
  }
}

/** Where memory does not do for all rows at once, halves are tried. */
async function encodeRows(encoder: Encoder, ids: Int32Array, rows: number, width: number): Promise<Float32Array> {
  try {
    return await encoder.encode(ids, rows, width);
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'device/out-of-memory') || rows === 1) throw thrown;
    const half = rows >> 1;
    const first = (await encodeRows(encoder, ids.subarray(0, half * width), half, width)).slice();
    const second = await encodeRows(encoder, ids.subarray(half * width), rows - half, width);
    const both = new Float32Array(first.length + second.length);
    both.set(first);
    both.set(second, first.length);
    return both;
  }
}

function addScaled(target: Float32Array, at: number, source: Float32Array, from: number, count: number, weight: number): void {
  for (let i = 0; i < count; i++) target[at + i]! += weight * source[from + i]!;
}

/** Square of a vector's length. @throws DeviceLostError for zeros and what is no number, which no model gives but a failing device */
function squaresOf(data: Float32Array, at: number, count: number): number {
  let squares = 0;
  for (let i = at; i < at + count; i++) squares += data[i]! * data[i]!;
  if (!(squares > 0 && squares < Number.POSITIVE_INFINITY)) throw new DeviceLostError('no vectors');
  return squares;
}

function scale(data: Float32Array, at: number, count: number, factor: number): void {
  for (let i = at; i < at + count; i++) data[i]! *= factor;
}

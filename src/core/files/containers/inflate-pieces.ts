import { Inflate } from 'fflate';

/** Compressed bytes handed over at a time: at most 16 MiB come out of them before they are counted. */
const STEP_BYTES = 1 << 14;

/**
 * Raw deflate data, in pieces, as what it holds; by the platform where it can, else by a library.
 *
 * @throws whatever `compressed` throws; an error of the inflater for data that is damaged or ends early
 */
export function inflatePieces(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = platformStream();
  return stream ? inflateByPlatform(compressed, stream) : inflateByLibrary(compressed);
}

/** Null where the platform does not know raw deflate. */
function platformStream(): DecompressionStream | null {
  try {
    return new DecompressionStream('deflate-raw');
  } catch {
    return null;
  }
}

async function* inflateByPlatform(
  compressed: AsyncIterable<Uint8Array>,
  stream: DecompressionStream,
): AsyncGenerator<Uint8Array> {
  const writer = stream.writable.getWriter();
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  const feeding = feed(compressed, writer);
  // Whoever reads hears of it.
  feeding.catch(() => {});
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
    await feeding;
  } finally {
    // For a reader that stops early.
    reader.cancel().catch(() => {});
  }
}

async function feed(compressed: AsyncIterable<Uint8Array>, writer: WritableStreamDefaultWriter<BufferSource>): Promise<void> {
  try {
    for await (const piece of compressed) {
      for (let at = 0; at < piece.length; at += STEP_BYTES)
        await writer.write(piece.subarray(at, at + STEP_BYTES) as Uint8Array<ArrayBuffer>);
    }
    await writer.close();
  } catch (thrown) {
    writer.abort(thrown).catch(() => {});
    throw thrown;
  }
}

/** `inflatePieces` without the platform. */
export async function* inflateByLibrary(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pending: Uint8Array[] = [];
  const inflate = new Inflate((bytes) => {
    if (bytes.length > 0) pending.push(bytes);
  });
  for await (const piece of compressed) {
    for (let at = 0; at < piece.length; at += STEP_BYTES) {
      inflate.push(piece.subarray(at, at + STEP_BYTES), false);
      yield* pending;
      pending = [];
    }
  }
  inflate.push(new Uint8Array(0), true);
  yield* pending;
}

import { AppError } from '../model/errors';
import type { Encoder, PlacedModel } from './encoder';
import { type Allocate, allocateMemory } from './kernels';
import { createTableKernel, type SumTokens, sumPlainly } from './table-kernel';
import { readTokenTable, type TokenTable } from './token-table';

/**
 * A model without attention: a text is the normalised sum of its tokens' vectors (see {@link readTokenTable}). Order of
 * tokens does not matter, and no text has an influence on another. The same as the graph in `file`, and the same bit by bit
 * with WebAssembly and without it.
 *
 * @param file an ONNX file @throws AppError `model/broken-file`, `device/out-of-memory`
 */
export function createTableEncoder(
  model: Omit<PlacedModel, 'device'>,
  file: Uint8Array,
  allocate: Allocate = allocateMemory,
): Encoder {
  const table = readTokenTable(file);
  if (!table) throw new AppError('model/broken-file', { file: model.id });
  const sum = chooseSum(model.id, table, allocate);
  return {
    model: model.id,
    sha256: model.sha256,
    dtype: model.dtype,
    device: 'wasm',
    runtime: 'own',
    dimensions: table.dimensions,
    async encode(ids, rows, width) {
      for (const id of ids) {
        if (!(id >= 0 && id < table.tokens)) throw new AppError('model/failed', { model: model.id, reason: 'token' });
      }
      return explaining(model.id, () => sum(ids, rows, width));
    },
    dispose: async () => {},
  };
}

const chooseSum = (id: string, table: TokenTable, allocate: Allocate): SumTokens =>
  explaining(id, () => createTableKernel(table, allocate)) ?? sumPlainly(table);

/** @throws AppError `device/out-of-memory` where WebAssembly has no room */
function explaining<Result>(id: string, work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new AppError('device/out-of-memory', { model: id }, { cause: thrown });
    throw thrown;
  }
}

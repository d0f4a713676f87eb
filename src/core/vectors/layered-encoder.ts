import type { LoadedLayer } from './dense-layers';
import type { Encoder } from './encoder';
import { finishVectors } from './finish-vectors';

/** An encoder whose vectors go through dense layers afterwards, and are of length 1 then; the same encoder where there are none. */
export function withLayers(encoder: Encoder, dense: readonly LoadedLayer[]): Encoder {
  if (dense.length === 0) return encoder;
  return {
    ...encoder,
    dimensions: dense.at(-1)!.outputs,
    async encode(ids, rows, width) {
      return finishVectors(await encoder.encode(ids, rows, width), rows, width, { pooling: 'graph', dense, centre: null });
    },
  };
}

import { readCentre } from '../core/models/calibrate';
import type { ModelManifest } from '../core/models/model-manifest';
import { readDenseLayer } from '../core/vectors/dense-layers';
import type { ModelAddress } from '../rpc/protocol';
import { fetchModelFile } from './model-files';
import type { OnnxParts } from './onnx-encoder';

/** What a model has beside the file with its graph. @throws AppError `model/missing`, `model/corrupt`, `model/broken-file` */
export async function loadModelParts(address: ModelAddress, manifest: ModelManifest): Promise<OnnxParts> {
  const { weights, weightsData, dense, centre } = manifest;
  const folder = weights.slice(0, weights.lastIndexOf('/') + 1);
  const read = async (path: string): Promise<Uint8Array> => new Uint8Array(await fetchModelFile(address, manifest, path));
  // One after the other: they are large.
  const data: OnnxParts['data'][number][] = [];
  for (const path of weightsData) data.push({ path: path.slice(folder.length), data: await read(path) });
  return {
    data,
    dense: await Promise.all(dense.map(async (layer) => readDenseLayer(layer, await read(layer.path)))),
    centre: centre ? readCentre(centre) : null,
  };
}

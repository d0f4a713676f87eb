import { AppError } from '../core/model/errors';
import type { ModelManifest } from '../core/models/model-manifest';
import { type Encoder, type EncodingDevice, NO_CACHE, placeOf, type VectorCache } from '../core/vectors/encoder';
import type { Tokenizer } from '../core/vectors/tokenizer';
import type { LoadRequest, ModelAddress, ModelDescription, WebGpuRefusal } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';
import { embedWork } from './embed-work';
import { planEmbedding } from './plan-embedding';
import { prepareModel } from './prepare-model';

/** Where models and kept vectors come from. */
export interface EmbedPlatform {
  openCache(): Promise<VectorCache>;
  /** @throws AppError `model/missing`, `model/corrupt` */
  readManifest(address: ModelAddress): Promise<ModelManifest>;
  loadTokenizer(address: ModelAddress, manifest: ModelManifest): Promise<Tokenizer>;
  /** @throws AppError `model/…`, `device/…` */
  loadEncoder(request: LoadRequest): Promise<Encoder | WebGpuRefusal>;
  describe(manifest: ModelManifest, device: EncodingDevice): ModelDescription;
}

/** What an embed worker does. It opens the cache and loads one model, each when it is first needed and once. */
export function createEmbedHandlers(platform: EmbedPlatform): Handlers {
  let opening: Promise<VectorCache> | null = null;
  let loading: Promise<Encoder | WebGpuRefusal> | null = null;
  const openCache = (): Promise<VectorCache> => (opening ??= platform.openCache());
  const load = (request: LoadRequest): Promise<Encoder | WebGpuRefusal> => (loading ??= platform.loadEncoder(request));
  const loadOrFail = async (request: LoadRequest): Promise<Encoder> => {
    const encoder = await load(request);
    if (typeof encoder === 'string') throw new AppError('device/lost', { reason: encoder });
    return encoder;
  };
  return {
    plan: async ({ texts, device, useCache, ...address }, job) => {
      const manifest = await platform.readManifest(address);
      const cache = useCache ? await openCache() : NO_CACHE;
      const loadTokenizer = () => platform.loadTokenizer(address, manifest);
      return planEmbedding(texts, platform.describe(manifest, device), manifest, loadTokenizer, cache, job);
    },
    readVectors: async ({ block, rows }) => {
      const answer = await (await openCache()).read(block, rows);
      return { answer, transfer: answer ? [answer.data.buffer] : [] };
    },
    load: async (request) => {
      const encoder = await load(request);
      return {
        answer: typeof encoder === 'string' ? { refused: encoder } : { model: placeOf(encoder), runtime: encoder.runtime },
      };
    },
    prepareModel: async (address, job) => {
      const manifest = await platform.readManifest(address);
      const tokenizer = await platform.loadTokenizer(address, manifest);
      const encoder = await loadOrFail({ ...address, device: 'wasm', isDeviceRequired: true, rivals: 1 });
      return { answer: await prepareModel(encoder, tokenizer, manifest, job) };
    },
    embed: async (request, job) =>
      embedWork(request.work, await loadOrFail(request), request.useCache ? await openCache() : NO_CACHE, job),
  };
}

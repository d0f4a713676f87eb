import { openVectorCache } from '../src/adapters/dexie/vector-cache';
import { loadEncoderFor } from '../src/adapters/load-encoder';
import { describeModel, fetchManifest, loadTokenizer } from '../src/adapters/model-files';
import { AppError } from '../src/core/model/errors';
import { type Encoder, NO_CACHE, placeOf, type VectorCache } from '../src/core/vectors/encoder';
import { embedWork } from '../src/jobs/embed-work';
import { planEmbedding } from '../src/jobs/plan-embedding';
import { prepareModel } from '../src/jobs/prepare-model';
import type { LoadRequest, WebGpuRefusal } from '../src/rpc/protocol';
import { type ServerPort, serve } from '../src/rpc/serve';

let opening: Promise<VectorCache> | null = null;
const openCache = (): Promise<VectorCache> => (opening ??= openVectorCache());
let loading: Promise<Encoder | WebGpuRefusal> | null = null;
const load = (request: LoadRequest): Promise<Encoder | WebGpuRefusal> => (loading ??= loadEncoderFor(request));

serve(globalThis as unknown as ServerPort, {
  plan: async ({ texts, device, useCache, ...address }, job) => {
    const manifest = await fetchManifest(address);
    const cache = useCache ? await openCache() : NO_CACHE;
    return planEmbedding(texts, describeModel(manifest, device), manifest, () => loadTokenizer(address, manifest), cache, job);
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
    const manifest = await fetchManifest(address);
    const tokenizer = await loadTokenizer(address, manifest);
    const encoder = await load({ ...address, device: 'wasm', isDeviceRequired: true, rivals: 1 });
    if (typeof encoder === 'string') throw new AppError('device/lost', { reason: encoder });
    return { answer: await prepareModel(encoder, tokenizer, manifest, job) };
  },
  embed: async (request, job) => {
    const encoder = await load(request);
    if (typeof encoder === 'string') throw new AppError('device/lost', { reason: encoder });
    return embedWork(request.work, encoder, request.useCache ? await openCache() : NO_CACHE, job);
  },
});

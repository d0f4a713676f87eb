import { openVectorCache } from '../src/adapters/dexie/vector-cache';
import { loadTransformersEmbedder } from '../src/adapters/transformers-embedder';
import { type Embedder, NO_CACHE } from '../src/core/vectors/embedder';
import { embedTexts } from '../src/jobs/embed-texts';
import { type ServerPort, serve } from '../src/rpc/serve';

let loading: Promise<Embedder> | null = null;

serve(globalThis as unknown as ServerPort, {
  embed: async (request, job) => {
    loading ??= loadTransformersEmbedder(request.model, request.modelRoot);
    const embedder = await loading;
    return embedTexts(request, job, embedder, request.useCache ? await openVectorCache() : NO_CACHE);
  },
});

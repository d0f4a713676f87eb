import { openVectorCache } from '../src/adapters/dexie/vector-cache';
import { loadEncoderFor } from '../src/adapters/load-encoder';
import { describeModel, fetchManifest, loadTokenizer } from '../src/adapters/model-files';
import { createEmbedHandlers } from '../src/jobs/embed-handlers';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(
  globalThis as unknown as ServerPort,
  createEmbedHandlers({
    openCache: openVectorCache,
    readManifest: fetchManifest,
    loadTokenizer,
    loadEncoder: loadEncoderFor,
    describe: describeModel,
  }),
);

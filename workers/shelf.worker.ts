import { fetchManifest } from '../src/adapters/model-files';
import { modelBlobs } from '../src/adapters/sharing/model-blobs';
import { describeModelFolder } from '../src/core/models/describe-model-folder';
import { readOwnManifest } from '../src/core/own-models/own-manifest';
import { createShareHandlers } from '../src/jobs/share-model';
import { createModelHandlers } from '../src/jobs/take-model';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, {
  ...createModelHandlers(async (files, name) => (await readOwnManifest(files)) ?? describeModelFolder(files, { title: name })),
  ...createShareHandlers({ readManifest: fetchManifest, readFiles: modelBlobs }),
});

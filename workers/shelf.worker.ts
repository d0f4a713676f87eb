import { AppError } from '../src/core/model/errors';
import { readOwnManifest } from '../src/core/own-models/own-manifest';
import { createModelHandlers } from '../src/jobs/take-model';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(
  globalThis as unknown as ServerPort,
  createModelHandlers(async (files) => {
    const manifest = await readOwnManifest(files);
    if (!manifest) throw new AppError('model/not-found');
    return manifest;
  }),
);

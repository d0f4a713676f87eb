import type { Job } from '../core/model/types';
import type { ModelManifest } from '../core/models/model-manifest';
import { composeFolder, hashOf } from '../core/sharing/compose-folder';
import { lookAtModel } from '../core/sharing/shared-model';
import { zipFolder } from '../core/sharing/zip-folder';
import type { ModelAddress } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';

/** Where the files of a model come from. */
export interface ModelSource {
  readManifest(address: ModelAddress): Promise<ModelManifest>;
  readFiles(address: ModelAddress, manifest: ModelManifest): Promise<Readonly<Record<string, Blob>>>;
}

/** Composes what is shared of a model and its adapter, packs it, and hashes it. */
export const createShareHandlers = ({ readManifest, readFiles }: ModelSource): Handlers => ({
  composeShare: async ({ address, adapter, wishes }, job) => {
    const manifest = await readManifest(address);
    const model = await lookAtModel(manifest, await readFiles(address, manifest));
    return { answer: await composeFolder(model, adapter, wishes, job) };
  },
  packShare: async ({ name, files }, job) => ({ answer: await zipFolder(name, files, job) }),
  hashShare: async ({ files }, job) => ({ answer: await hashAll(files, job) }),
});

async function hashAll(files: readonly { readonly path: string; readonly blob: Blob }[], job: Job): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (const { path, blob } of files) {
    hashes.push(await hashOf(path, blob, job));
    job.progress(hashes.length, files.length, 'files');
  }
  return hashes;
}

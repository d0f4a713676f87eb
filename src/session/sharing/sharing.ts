import { downloadBlob } from '../../adapters/download';
import { AppError, toAppError } from '../../core/model/errors';
import { createListeners } from '../../core/model/listeners';
import { EMBEDDED_MODELS } from '../../core/model/models';
import type { ModelManifest } from '../../core/models/model-manifest';
import { adapterToShare, type FolderWishes } from '../../core/sharing/adapter-to-share';
import type { CardSubject } from '../../core/sharing/model-card';
import { writeAdapterOnnx } from '../../core/sharing/onnx/adapter-graph';
import type { SharedFile } from '../../core/sharing/sentence-modules';
import { type Adapter, requireBase } from '../../core/tuning/adapter';
import { writeAdapter } from '../../core/tuning/adapter-file';
import { spawnShelf } from '../../rpc/spawn';
import { withWorker } from '../../rpc/with-worker';
import { addressOf, manifestOf, modelHash } from '../models/model-places';

export type { SharedFile };

/** What is being made of an adapter, or how that ended. It goes on while another screen is shown. */
export type Sharing =
  | { readonly status: 'idle' }
  /** `total` 0: not known yet. */
  | { readonly status: 'working'; readonly phase: 'composing' | 'packing'; readonly done: number; readonly total: number }
  | { readonly status: 'saved'; readonly fileName: string; readonly bytes: number }
  | { readonly status: 'failed'; readonly error: AppError };

let current: Sharing = { status: 'idle' };
let stop = new AbortController();
const listeners = createListeners();

function show(next: Sharing): void {
  current = next;
  listeners.tell();
}

export const sharing = (): Sharing => current;
export const subscribeToSharing = listeners.subscribe;
export const cancelSharing = (): void => stop.abort();
export const dismissSharing = (): void => {
  if (current.status !== 'working') show({ status: 'idle' });
};

/** Whether weights for PyTorch can be made of a model: those of our own graphs. */
export const hasTorch = ({ id, kind }: ModelManifest): boolean =>
  kind === 'network' && EMBEDDED_MODELS.some((model) => model.id === id);

/** How sentence-transformers loads what is made of a model. */
export const pythonWay = (manifest: ModelManifest, withTorch: boolean): CardSubject['python'] => {
  if (manifest.kind === 'table') return 'table';
  return withTorch && hasTorch(manifest) ? 'torch' : 'onnx';
};

/** The model below an adapter. @throws AppError `adapter/other-model`, `model/absent`, `model/unknown`, `model/missing` */
export async function baseOf(adapter: Adapter): Promise<ModelManifest> {
  const { model, dimensions } = adapter.base;
  const manifest = await manifestOf(model);
  requireBase(adapter, { model, sha256: (await modelHash(model)) ?? '', dimensions });
  return manifest;
}

/** The files of the folder. Made in a worker, which ends with it. @throws AppError as `composeFolder`, `job/cancelled` */
export async function composeShare(adapter: Adapter, wishes: FolderWishes, signal: AbortSignal): Promise<readonly SharedFile[]> {
  await baseOf(adapter);
  const address = await addressOf(adapter.base.model);
  return withWorker(spawnShelf, (worker) => worker.call('composeShare', { address, adapter, wishes }, { signal }));
}

/** Offers the folder as a zip. What goes wrong is shown as the state. */
export async function saveFolder(adapter: Adapter, wishes: FolderWishes): Promise<void> {
  await saving(async (signal) => {
    show({ status: 'working', phase: 'composing', done: 0, total: 0 });
    const files = await composeShare(adapter, wishes, signal);
    const onProgress = (done: number, total: number): void => show({ status: 'working', phase: 'packing', done, total });
    const zip = await withWorker(spawnShelf, (worker) =>
      worker.call('packShare', { name: wishes.name, files }, { signal, onProgress }),
    );
    return [zip, `${wishes.name}.zip`];
  });
}

/** Offers the adapter alone, without what tells of its tables unless that is allowed. */
export async function saveAdapterAlone(adapter: Adapter, wishes: FolderWishes): Promise<void> {
  await saving(async () => [new Blob([writeAdapter(adapterToShare(adapter, wishes))]), `${wishes.name}.adapter.safetensors`]);
}

/** Offers the graph of the adapter alone. */
export async function saveAdapterOnnx(adapter: Adapter, { name }: FolderWishes): Promise<void> {
  await saving(async () => [new Blob([writeAdapterOnnx(adapter)]), `${name}.adapter.onnx`]);
}

async function saving(make: (signal: AbortSignal) => Promise<readonly [Blob, string]>): Promise<void> {
  if (current.status === 'working') return;
  stop = new AbortController();
  try {
    const [blob, fileName] = await make(stop.signal);
    downloadBlob(blob, fileName);
    show({ status: 'saved', fileName, bytes: blob.size });
  } catch (thrown) {
    const error = stop.signal.aborted ? new AppError('job/cancelled') : toAppError(thrown);
    show(error.code === 'job/cancelled' ? { status: 'idle' } : { status: 'failed', error });
  }
}

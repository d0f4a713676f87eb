import { toAppError } from '../../core/model/errors';
import type { StateHolder } from '../state';
import { importFile, isAdapterFile } from './adapters';

/** Keeps the adapter of a file that was dropped or chosen, and says what came of it. False for any other file. */
export async function takeAdapterFile({ notify }: Pick<StateHolder, 'notify'>, file: File): Promise<boolean> {
  if (!isAdapterFile(file)) return false;
  try {
    const { adapter, isNew, notKept } = await importFile(file);
    notify('success', isNew ? 'adapter-added' : 'adapter-same', { adapter: adapter.name });
    if (notKept && notKept.code !== 'storage/unavailable') notify('warning', 'adapter-not-kept', {}, notKept);
  } catch (thrown) {
    notify('error', 'adapter-failed', {}, toAppError(thrown));
  }
  return true;
}

import type { AppError } from '../../core/model/errors';
import { createListeners } from '../../core/model/listeners';
import type { SourceFile } from '../../core/model/types';
import type { GivenFiles } from '../../rpc/protocol';
import { outcomeOf } from '../outcome';
import { type AddedModel, type AddingHooks, type AddingPhase, add, addZip } from './own-models';

/** A model that is being added, or how that ended. It goes on while another screen is shown. */
export type Adding =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running';
      readonly name: string;
      readonly phase: AddingPhase;
      readonly done: number;
      /** 0: not known. */
      readonly total: number;
    }
  | { readonly status: 'added'; readonly added: AddedModel }
  | { readonly status: 'failed'; readonly name: string; readonly error: AppError };

/** What somebody gives: a zip, or the files of a folder by path. */
export type GivenModel = { readonly zip: SourceFile } | { readonly folder: string; readonly files: GivenFiles };

let current: Adding = { status: 'idle' };
let stop = new AbortController();
const listeners = createListeners();

function show(next: Adding): void {
  current = next;
  listeners.tell();
}

export const adding = (): Adding => current;

export const subscribeToAdding = listeners.subscribe;

/** Adds one model at a time; what is given meanwhile is not taken. */
export async function addModel(given: GivenModel): Promise<void> {
  if (current.status === 'running') return;
  const name = 'zip' in given ? given.zip.name : given.folder;
  stop = new AbortController();
  const hooks: AddingHooks = {
    signal: stop.signal,
    onProgress: (phase, done, total) => show({ status: 'running', name, phase, done, total }),
  };
  show({ status: 'running', name, phase: 'zip' in given ? 'unpacking' : 'hashing', done: 0, total: 0 });
  const { value, error } = await outcomeOf(() =>
    'zip' in given ? addZip(given.zip, hooks) : add(given.files, { kind: 'folder', name }, hooks),
  );
  if (!error) show({ status: 'added', added: value });
  else if (error.code === 'job/cancelled') show({ status: 'idle' });
  else show({ status: 'failed', name, error });
}

export const cancelAdding = (): void => stop.abort();

export const dismissAdding = (): void => {
  if (current.status !== 'running') show({ status: 'idle' });
};

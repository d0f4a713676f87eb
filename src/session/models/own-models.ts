import { askToPersist } from '../../adapters/browser-storage';
import { forgetVectors } from '../../adapters/dexie/vector-cache';
import { createMemoryShelf, hasModelShelf, openModelShelf, type ShelvedModel } from '../../adapters/model-shelf';
import { AppError, throwIfCancelled, toAppError } from '../../core/model/errors';
import { createListeners } from '../../core/model/listeners';
import type { ModelId, SourceFile } from '../../core/model/types';
import type { ModelManifest } from '../../core/models/model-manifest';
import { findModelFolder } from '../../core/own-models/model-folder';
import {
  isOwnId,
  isSameModel,
  type ModelNote,
  type ModelOrigin,
  nameInId,
  noteOf,
  type OwnModel,
} from '../../core/own-models/own-model';
import type { CheckedModel, GivenFiles, ModelAddress } from '../../rpc/protocol';
import { spawnShelf } from '../../rpc/spawn';
import { withWorker } from '../../rpc/with-worker';
import { createShelfDoor } from '../shelf-door';
import { tryModel } from './model-trial';

export type { ModelOrigin, OwnModel };

/** What is being done with a model that is added. */
export type AddingPhase = 'unpacking' | 'hashing' | 'trying' | 'keeping';

export interface AddingHooks {
  readonly signal?: AbortSignal;
  /** Bytes, or texts where it is tried. */
  onProgress?(phase: AddingPhase, done: number, total: number): void;
}

export interface AddedModel {
  readonly model: OwnModel;
  /** False where the very same model was here already. */
  readonly isNew: boolean;
  /** Why it goes with the page; null where it is kept. */
  readonly notKept: AppError | null;
}

const memory = createMemoryShelf();
const shelf = createShelfDoor(hasModelShelf, openModelShelf);
let known: readonly OwnModel[] | null = null;
const listeners = createListeners();

/** Own models as they were last read, the last added first. Null before that; changes are told to `subscribe`. */
export const knownModels = (): readonly OwnModel[] | null => known;

export const { subscribe } = listeners;

/** Own models of this browser and of this page, for screens too. Never rejects: without storage there are those of the page. */
export async function list(): Promise<readonly OwnModel[]> {
  known = await readAll();
  listeners.tell();
  return known;
}

async function readAll(): Promise<readonly OwnModel[]> {
  const kept = await shelf.look((kept) => kept.list(), [] as readonly ShelvedModel[]);
  const held = (await memory.list()).filter(({ id }) => !kept.some((other) => other.id === id));
  return [...held.map((model) => withoutFiles(model, false)), ...kept.map((model) => withoutFiles(model, true))];
}

/**
 * Checks the files of a model (paths may begin with the name of its folder), tries it, and keeps it: all of it or nothing.
 *
 * @throws AppError `model/…`, `device/…`, `file/unreadable`, `worker/crashed`, `job/cancelled`. A full disk is none: see `notKept`.
 */
export async function add(files: GivenFiles, from: ModelOrigin, hooks: AddingHooks = {}): Promise<AddedModel> {
  const within = findModelFolder(Object.keys(files));
  const given = Object.fromEntries([...within].map(([path, outer]) => [path, files[outer]!]));
  return withWorker(spawnShelf, (worker) => {
    const onProgress = (done: number, total: number): void => hooks.onProgress?.('hashing', done, total);
    return worker.call('checkModel', { files: given, name: from.name }, { signal: hooks.signal, onProgress });
  }).then((checked) => keep(checked, from, hooks));
}

/** `add` for a zip with the folder of a model. */
export async function addZip(file: SourceFile, hooks: AddingHooks = {}): Promise<AddedModel> {
  const files = await withWorker(spawnShelf, (worker) => {
    const onProgress = (done: number, total: number): void => hooks.onProgress?.('unpacking', done, total);
    return worker.call('unpackModel', { file }, { signal: hooks.signal, onProgress });
  });
  return add(files, { kind: 'zip', name: file.name }, hooks);
}

async function keep(checked: CheckedModel, from: ModelOrigin, hooks: AddingHooks): Promise<AddedModel> {
  const { signal } = hooks;
  const earlier = await find(checked.manifest.id);
  if (earlier) return { ...(await described(earlier.id)), isNew: false };
  const onProgress = (done: number, total: number): void => hooks.onProgress?.('trying', done, total);
  const { manifest, files } = await tryModel(checked, { signal, onProgress });
  const model: ShelvedModel = {
    id: manifest.id,
    manifest: withOrigin(manifest, from),
    from,
    addedAt: new Date().toISOString(),
    bytes: Object.values(manifest.files).reduce((sum, { bytes }) => sum + bytes, 0),
    files,
  };
  hooks.onProgress?.('keeping', 0, 0);
  if (signal) throwIfCancelled(signal);
  const notKept = await putInBrowser(model);
  if (notKept) await memory.put(model);
  else void askToPersist();
  return { ...(await described(model.id)), isNew: true, notKept };
}

async function putInBrowser(model: ShelvedModel): Promise<AppError | null> {
  try {
    await (await shelf.open()).put(model);
    return null;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

/** Tries again to keep a model that goes with the page. @returns why it still does; null where it is kept now */
export async function keepForGood(id: ModelId): Promise<AppError | null> {
  const model = await memory.read(id);
  const notKept = model && (await putInBrowser(model));
  if (!notKept) await memory.remove(id);
  await list();
  return notKept;
}

/** Keeps all models of the page, once this browser may keep work. */
export async function keepAllForGood(): Promise<void> {
  for (const { id } of await memory.list()) await keepForGood(id);
}

/** @throws AppError `storage/…` */
export async function remove(id: ModelId): Promise<void> {
  await memory.remove(id);
  if (await hasModelShelf()) await (await shelf.open()).remove(id);
  await list();
  await forgetVectors(id);
}

/**
 * The files of an own model, to be given to workers.
 * @param model its id, or its name alone where no other model has it
 * @throws AppError `model/absent` where it is not here
 */
export async function addressOfOwn(model: ModelId): Promise<ModelAddress> {
  const found = await find(model);
  if (!found) throw new AppError('model/absent', { model });
  return addressFor(found);
}

/** The id that a script means: that of an own model, or its name where one model alone has it; else what was given. */
export async function resolveModelName(name: string): Promise<ModelId> {
  if (isOwnId(name)) return name;
  const named = (await readAll()).filter(({ id }) => nameInId(id) === name);
  return named.length === 1 ? named[0]!.id : name;
}

async function find(id: ModelId): Promise<ShelvedModel | null> {
  const same = (await readAll()).find((model) => isSameModel(model.id, id))?.id;
  if (same === undefined) return null;
  return (await memory.read(same)) ?? shelf.look((kept) => kept.read(same), null);
}

async function described(id: ModelId): Promise<{ readonly model: OwnModel; readonly notKept: AppError | null }> {
  const model = (await list()).find((one) => one.id === id);
  if (!model) throw new AppError('model/absent', { model: id });
  return { model, notKept: model.isKept ? null : new AppError('storage/unavailable') };
}

const addressFor = ({ id, files }: ShelvedModel): ModelAddress => ({ model: id, modelRoot: '', files });

const withOrigin = (manifest: ModelManifest, { address, revision, licence }: ModelOrigin): ModelManifest => ({
  ...manifest,
  source: address ?? manifest.source,
  revision: revision ?? manifest.revision,
  licence: manifest.licence === '' ? (licence ?? '') : manifest.licence,
});

/** What a project or recipe writes down of an own model; null where it is not here. */
export async function noteFor(id: ModelId): Promise<ModelNote | null> {
  const found = (await readAll()).find((model) => isSameModel(model.id, id));
  return found ? noteOf(found) : null;
}

function withoutFiles({ files: _, ...model }: ShelvedModel, isKept: boolean): OwnModel {
  return { ...model, isKept };
}

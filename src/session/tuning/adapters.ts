import { createMemoryAdapters, hasAdapterShelf, openAdapterShelf, type ShelvedAdapter } from '../../adapters/adapter-shelf';
import { askToPersist } from '../../adapters/browser-storage';
import { downloadBlob } from '../../adapters/download';
import { AppError, toAppError } from '../../core/model/errors';
import { createListeners } from '../../core/model/listeners';
import type { MatchSettings } from '../../core/model/settings';
import { ADAPTER_SUFFIX, type Adapter, MOST_ADAPTER_BYTES } from '../../core/tuning/adapter';
import { readAdapter, writeAdapter } from '../../core/tuning/adapter-file';
import { type AdapterNote, adapterNote, requireModel } from '../../core/tuning/adapter-note';
import { modelHash } from '../models/model-places';
import { createShelfDoor } from '../shelf-door';

/** An adapter of this browser, or of this page alone where it could not be kept. */
export interface HeldAdapter {
  readonly adapter: Adapter;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
  readonly bytes: number;
  readonly isKept: boolean;
}

export interface AddedAdapter {
  readonly adapter: Adapter;
  /** False where the very same adapter was here already. */
  readonly isNew: boolean;
  /** Why it goes with the page; null where it is kept. */
  readonly notKept: AppError | null;
}

const memory = createMemoryAdapters();
const shelf = createShelfDoor(hasAdapterShelf, openAdapterShelf);
let known: readonly HeldAdapter[] | null = null;
const listeners = createListeners();

/** Adapters as they were last read, the last added first; null before that. Changes are told to `subscribe`. */
export const knownAdapters = (): readonly HeldAdapter[] | null => known;

export const { subscribe } = listeners;

/** Adapters of this browser and of this page. Never rejects: without storage there are those of the page; a record that is damaged is left out. */
export async function list(): Promise<readonly HeldAdapter[]> {
  const kept = await shelf.look((kept) => kept.list(), [] as readonly ShelvedAdapter[]);
  const held = (await memory.list()).filter(({ id }) => !kept.some((other) => other.id === id));
  known = [...held.flatMap((one) => describe(one, false)), ...kept.flatMap((one) => describe(one, true))];
  listeners.tell();
  return known;
}

/** The adapter of this id; null where it is not here, or what is here is damaged. */
export async function get(id: string): Promise<Adapter | null> {
  const found = (await memory.read(id)) ?? (await shelf.look((kept) => kept.read(id), null));
  return (found && describe(found, true)[0]?.adapter) ?? null;
}

/** Keeps an adapter; one of the same content is kept once. A full disk is no error: see `notKept`. */
export const add = (adapter: Adapter): Promise<AddedAdapter> => keep(adapter, writeAdapter(adapter));

/** `add` for the bytes of its file. @throws AppError `adapter/broken`, `adapter/newer-version` */
export function addBytes(bytes: Uint8Array, fileName: string): Promise<AddedAdapter> {
  return keep(readAdapter(bytes, fileName), Uint8Array.from(bytes));
}

/** `add` for a file. @throws AppError `adapter/broken`, `adapter/newer-version`, `file/unreadable` */
export async function importFile(file: File): Promise<AddedAdapter> {
  // Larger ones are not even read.
  if (file.size > MOST_ADAPTER_BYTES) throw new AppError('adapter/broken', { file: file.name });
  const bytes = await file.arrayBuffer().catch((thrown: unknown) => {
    throw new AppError('file/unreadable', { file: file.name }, { cause: thrown });
  });
  return addBytes(new Uint8Array(bytes), file.name);
}

/** What a project or recipe writes down of an adapter; null where it is not here. */
export async function adapterNoteFor(id: string): Promise<AdapterNote | null> {
  const adapter = await get(id);
  return adapter && adapterNote(adapter);
}

/** Whether a file is taken for an adapter, by its name. */
export const isAdapterFile = (file: Pick<File, 'name'>): boolean => file.name.toLowerCase().endsWith(ADAPTER_SUFFIX);

/** Offers an adapter as a file. @returns its name @throws AppError `adapter/absent` */
export async function exportFile(id: string): Promise<string> {
  const adapter = await get(id);
  if (!adapter) throw new AppError('adapter/absent', { adapter: id });
  const fileName = adapterFileName(adapter);
  downloadBlob(new Blob([writeAdapter(adapter)], { type: 'application/octet-stream' }), fileName);
  return fileName;
}

/** The name under which an adapter is saved: its own, less what file systems do not like. */
export function adapterFileName({ name, id }: Pick<Adapter, 'name' | 'id'>): string {
  const stem = name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^\.+/u, '');
  return `${stem || id}${ADAPTER_SUFFIX}`;
}

/** @throws AppError `storage/…` */
export async function remove(id: string): Promise<void> {
  await memory.remove(id);
  if (await hasAdapterShelf()) await (await shelf.open()).remove(id);
  await list();
}

/** Keeps all adapters of the page, once this browser may keep work. */
export async function keepAllForGood(): Promise<void> {
  for (const adapter of await memory.list()) if (!(await putInBrowser(adapter))) await memory.remove(adapter.id);
  await list();
}

/**
 * The adapter that a run with these settings puts its vectors through; null where none is in force, or no vectors are compared.
 *
 * @throws AppError `adapter/absent` where it is not here, `adapter/other-model` where it belongs to another model, or to other weights of it
 */
export async function adapterFor({
  adapter: id,
  model,
  score,
}: Pick<MatchSettings, 'adapter' | 'model' | 'score'>): Promise<Adapter | null> {
  if (!id || score === 'lexical') return null;
  const adapter = await get(id);
  if (!adapter) {
    // Another tab may have removed it: screens are told.
    void list();
    throw new AppError('adapter/absent', { adapter: id });
  }
  requireModel(adapter, model, await modelHash(model));
  return adapter;
}

/** The id that a script means: an id, or a name that one adapter alone has; else what was given. */
export async function resolveAdapterName(name: string): Promise<string> {
  const named = (await list()).filter(({ adapter }) => adapter.name === name);
  return named.length === 1 ? named[0]!.adapter.id : name;
}

async function keep(adapter: Adapter, file: Uint8Array<ArrayBuffer>): Promise<AddedAdapter> {
  const before = await list();
  if (before.some(({ adapter: { id } }) => id === adapter.id)) return { adapter, isNew: false, notKept: null };
  const shelved = { id: adapter.id, file, addedAt: new Date().toISOString() };
  const notKept = await putInBrowser(shelved);
  if (notKept) await memory.put(shelved);
  else void askToPersist();
  await list();
  return { adapter, isNew: true, notKept };
}

async function putInBrowser(adapter: ShelvedAdapter): Promise<AppError | null> {
  try {
    await (await shelf.open()).put(adapter);
    return null;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

/** Adapters whose bytes were read, which takes a hash of them all. */
const read = new Map<string, Adapter>();

function describe({ id, file, addedAt }: ShelvedAdapter, isKept: boolean): readonly HeldAdapter[] {
  try {
    const adapter = read.get(id) ?? readAdapter(file);
    if (adapter.id !== id) return [];
    read.set(id, adapter);
    return [{ adapter, addedAt, bytes: file.length, isKept }];
  } catch {
    return [];
  }
}

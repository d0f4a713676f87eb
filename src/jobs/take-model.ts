import { createBlobWriter } from '../core/files/containers/blob-writer';
import { createCrc32 } from '../core/files/containers/crc32';
import { type InflateBudget, inflateEntry } from '../core/files/containers/inflate-entry';
import { readZipDirectory, type ZipEntry } from '../core/files/containers/zip-directory';
import { readPieces } from '../core/files/file-bytes';
import { AppError, throwIfCancelled } from '../core/model/errors';
import { createContentHash } from '../core/model/fingerprint';
import type { Job, SourceFile } from '../core/model/types';
import { chooseModelFiles, type FolderFile } from '../core/models/choose-files';
import { MANIFEST_FILE, type ModelFile, type ModelManifest } from '../core/models/model-manifest';
import { HASH_LIST, readHashList } from '../core/own-models/hash-list';
import { HEAD_BYTES, standIn } from '../core/own-models/look-at-file';
import { findModelFolder, MOST_BYTES } from '../core/own-models/model-folder';
import { ownModelId } from '../core/own-models/own-model';
import type { CheckedModel, GivenFiles } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';

/** Says what a folder is as a model. Hashes of its files are still empty. @throws AppError `model/…` */
export type DescribeModel = (files: GivenFiles, name: string) => Promise<ModelManifest>;

export const createModelHandlers = (describe: DescribeModel): Handlers => ({
  unpackModel: async ({ file }, job) => ({ answer: await unpackModel(file, job) }),
  checkModel: async ({ files, name }, job) => ({ answer: await checkModel(files, name, describe, job) }),
});

/**
 * The files of the model in a zip, by path within it. Inflated piece by piece into Blobs, which the browser may keep on disk: memory
 * does not grow with them. What comes out is counted, and its CRC-32 compared.
 *
 * @throws AppError `model/zip-broken`, `model/zip-locked`, `model/too-large`, and those of `findModelFolder`
 */
export async function unpackModel(file: SourceFile, job: Job): Promise<GivenFiles> {
  try {
    const entries = [...(await readZipDirectory(file)).values()].filter(({ name }) => !name.endsWith('/'));
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    const found = [...findModelFolder([...byName.keys()])].map(([path, name]) => [path, byName.get(name)!] as const);
    const isNeeded = neededOf(found.map(([path, { inflatedSize }]) => ({ path, bytes: inflatedSize })));
    const wanted = found.filter(([path]) => isNeeded(path));
    const total = wanted.reduce((sum, [, { inflatedSize }]) => sum + inflatedSize, 0);
    if (total > MOST_BYTES) throw new AppError('model/too-large', { file: file.name });
    const budget: InflateBudget = { inflated: 0, onRead: () => job.progress(budget.inflated, Math.max(1, total), 'bytes') };
    const files: Record<string, Blob> = {};
    for (const [path, entry] of wanted) files[path] = await unpack(file, entry, budget, job);
    return files;
  } catch (thrown) {
    throw asModelError(thrown, file.name);
  }
}

/** What a model is read from, of several exports of its weights the one that is used; and what tells of its files. */
function neededOf(files: readonly FolderFile[]): (path: string) => boolean {
  const isOurs = files.some(({ path }) => path === MANIFEST_FILE);
  const chosen = new Set(chooseModelFiles(files).map(({ path }) => path));
  return (path) => isOurs || path === HASH_LIST || chosen.has(path);
}

async function unpack(file: SourceFile, entry: ZipEntry, budget: InflateBudget, job: Job): Promise<Blob> {
  const writer = createBlobWriter();
  const crc = createCrc32();
  for await (const bytes of inflateEntry(file, entry, entry.name, budget, job)) {
    crc.update(bytes);
    writer.add(bytes);
  }
  const blob = writer.finish();
  if (blob.size !== entry.inflatedSize || crc.digest() !== entry.crc32)
    throw new AppError('model/zip-broken', { file: file.name });
  return blob;
}

/** The words of a table reader in those of models. */
function asModelError(thrown: unknown, file: string): unknown {
  const code = thrown instanceof AppError ? thrown.code : null;
  const options = { cause: thrown };
  if (code === 'file/truncated-workbook' || code === 'file/workbook-broken' || code === 'file/unsupported') {
    return new AppError('model/zip-broken', { file }, options);
  }
  if (code === 'file/workbook-encrypted') return new AppError('model/zip-locked', { file }, options);
  return code === 'file/too-large-inside' ? new AppError('model/too-large', { file }, options) : thrown;
}

/**
 * Looks at the files of a model (paths within its folder), describes it, and hashes what it needs, piece by piece. Where the folder has a
 * list of hashes ({@link HASH_LIST}, or our own `manifest.json`), what is listed has to agree.
 *
 * @param name what to call it where its files do not say
 * @throws AppError `model/lfs-pointer`, `model/page-instead`, `model/altered`, `model/too-large`, `file/unreadable`, and those of `describe`
 */
export async function checkModel(given: GivenFiles, name: string, describe: DescribeModel, job: Job): Promise<CheckedModel> {
  const isNeeded = neededOf(Object.entries(given).map(([path, { size }]) => ({ path, bytes: size })));
  for (const [path, blob] of Object.entries(given)) {
    if (!isNeeded(path)) continue;
    throwIfCancelled(job.signal);
    const head = await headOf(blob, path);
    const instead = standIn(head, path);
    if (instead === 'lfs-pointer') throw new AppError('model/lfs-pointer', { file: path });
    if (instead === 'page') throw new AppError('model/page-instead', { file: path });
    if (instead === 'empty') throw new AppError('model/empty-file', { file: path });
  }
  const described = await describe(given, name);
  const paths = Object.keys(described.files);
  const total = paths.reduce((sum, path) => sum + (given[path]?.size ?? 0), 0);
  if (total > MOST_BYTES) throw new AppError('model/too-large', { file: name });
  const listed = await listedHashes(given);
  const hashes: Record<string, ModelFile> = {};
  const files: Record<string, Blob> = {};
  let done = 0;
  for (const path of paths) {
    const blob = given[path];
    if (!blob) throw new AppError('model/missing', { model: name, file: path });
    const sha256 = await hashOf({ name: path, blob }, job, (bytes) => job.progress(done + bytes, Math.max(1, total), 'bytes'));
    done += blob.size;
    const expected = listed.get(path);
    if (expected !== undefined && expected !== sha256) throw new AppError('model/altered', { file: path });
    hashes[path] = { bytes: blob.size, sha256 };
    files[path] = blob;
  }
  const hashed = { ...described, files: hashes };
  const manifest = { ...hashed, id: ownModelId(name, hashed), title: described.title === '' ? name : described.title };
  return { manifest, files };
}

async function headOf(blob: Blob, path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  } catch (cause) {
    throw new AppError('file/unreadable', { file: path }, { cause });
  }
}

async function hashOf(source: SourceFile, job: Job, onBytes: (done: number) => void): Promise<string> {
  const hash = createContentHash();
  for await (const { bytes, end } of readPieces(source, job)) {
    hash.updateBytes(bytes);
    onBytes(end);
  }
  return hash.digest();
}

/** What the folder itself says of its files. A list that cannot be read says nothing. */
async function listedHashes(given: GivenFiles): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map(readHashList((await given[HASH_LIST]?.text()) ?? ''));
  try {
    const manifest = JSON.parse((await given[MANIFEST_FILE]?.text()) ?? '{}') as Partial<ModelManifest>;
    for (const [path, file] of Object.entries(manifest.files ?? {})) hashes.set(path, file.sha256);
  } catch {
    // A manifest of something else.
  }
  return hashes;
}

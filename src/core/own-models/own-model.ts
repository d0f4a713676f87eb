import { fingerprintOf } from '../model/fingerprint';
import type { ModelId } from '../model/types';
import type { ModelManifest } from '../models/model-manifest';

/** Where a model came from: a folder or zip by its name, or a repository of the hub. */
export interface ModelOrigin {
  readonly kind: 'folder' | 'zip' | 'hub';
  readonly name: string;
  /** Of a repository: its address, and the commit that was fetched. */
  readonly address?: string;
  readonly revision?: string;
  /** What the place says of it, where the files do not. */
  readonly licence?: string;
}

/** A model that somebody added, without its files. */
export interface OwnModel {
  /** Its name, and the beginning of a hash of its content: `all-MiniLM-L6-v2@1f0e9c2ab34d`. */
  readonly id: ModelId;
  readonly manifest: ModelManifest;
  readonly from: ModelOrigin;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
  /** Of all files that are kept. */
  readonly bytes: number;
  /** False where it goes with the page: nothing may be kept, or there was no room. */
  readonly isKept: boolean;
}

/** What a project or recipe says of a model that does not come with the program, so that it can be found again. */
export interface ModelNote {
  readonly id: ModelId;
  readonly title: string;
  /** Of its weights. */
  readonly sha256: string;
  readonly from: ModelOrigin;
}

const DIGITS = 12;
const OWN_ID = /^(?<name>[^@#]+)@(?<hash>[0-9a-f]{12})$/u;
const LONGEST_NAME = 80;

/** Whether an id is that of an own model, which embedded ones never have. */
export const isOwnId = (id: ModelId): boolean => OWN_ID.test(id);

/** Whether two ids are of the same content, whatever the folder or zip was called. */
export const isSameModel = (one: ModelId, other: ModelId): boolean =>
  one === other || (isOwnId(one) && isOwnId(other) && contentIn(one) === contentIn(other));

const contentIn = (id: ModelId): string => id.slice(id.lastIndexOf('@') + 1);

/** The name in an id, without its hash; the id itself where it is that of an embedded model. */
export const nameInId = (id: ModelId): string => OWN_ID.exec(id)?.groups?.name ?? id;

/**
 * The id of a model by what its vectors depend on: its files, and how they are read. Another file, another id: vectors of two models are
 * never mixed, and a project never gets another model than it was made with.
 *
 * @param name of the folder, zip or repository; what is not a letter, digit or one of `._/-` in it becomes `-`
 */
export function ownModelId(name: string, manifest: ModelManifest): ModelId {
  const {
    id: _,
    title: _title,
    revision: _revision,
    languages: _languages,
    licence: _licence,
    source: _source,
    ...rest
  } = manifest;
  const files = Object.fromEntries(Object.entries(rest.files).filter(([path]) => isRead(path, manifest)));
  const hash = fingerprintOf('own-model', 1, { ...rest, files }, []);
  const plain = name
    .normalize('NFC')
    .replace(/\.zip$/iu, '')
    .replace(/[^\p{L}\p{N}._/-]+/gu, '-')
    .replace(/^[-/.]+|[-/.]+$/gu, '')
    .slice(0, LONGEST_NAME);
  return `${plain === '' ? 'model' : plain}@${hash.slice(0, DIGITS)}`;
}

/** Licences and cards have no say in what vectors are. */
const isRead = (path: string, { weights, weightsData, dense, tokenizerFile }: ModelManifest): boolean =>
  path === (tokenizerFile ?? 'tokenizer.json') ||
  path === weights ||
  weightsData.includes(path) ||
  dense.some((layer) => layer.path === path);

export const noteOf = ({ id, manifest, from }: OwnModel): ModelNote => ({
  id,
  title: manifest.title,
  sha256: manifest.files[manifest.weights]?.sha256 ?? '',
  from,
});

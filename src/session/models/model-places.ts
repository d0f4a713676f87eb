import { fetchManifest } from '../../adapters/model-files';
import { AppError } from '../../core/model/errors';
import { EMBEDDED_MODELS } from '../../core/model/models';
import type { Project } from '../../core/model/settings';
import type { ModelId } from '../../core/model/types';
import { hashOfWeights, type ModelManifest } from '../../core/models/model-manifest';
import { isOwnId, type ModelNote } from '../../core/own-models/own-model';
import type { ModelAddress } from '../../rpc/protocol';
import { isModelHere } from '../edition';
import { addressOfOwn, noteFor } from './own-models';

/** Where the files of a model are. @throws AppError `model/unknown` when this page does not have it, `model/absent` for an own model that is not here */
export async function addressOf(model: ModelId): Promise<ModelAddress> {
  if (EMBEDDED_MODELS.some(({ id }) => id === model) && isModelHere(model)) {
    return { model, modelRoot: new URL(`models/${model}/`, document.baseURI).href };
  }
  if (isOwnId(model)) return addressOfOwn(model);
  throw new AppError('model/unknown', { model });
}

/** Whether a model gives vectors more quickly than any cache: a table of them. */
export const isQuickModel = (model: ModelId): boolean =>
  EMBEDDED_MODELS.some(({ id, tier }) => id === model && tier === 'instant');

/** What is known of a model. @throws AppError as `addressOf`, and `model/missing`, `model/corrupt` */
export const manifestOf = (model: ModelId): Promise<ModelManifest> => addressOf(model).then(fetchManifest);

/** The model of a project as files name it. A model that is not here is named by what the project has written down of it. */
export async function modelOf({
  settings,
  ownModel,
}: Project): Promise<{ readonly id: ModelId; readonly sha256: string | null } & Partial<Pick<ModelNote, 'title' | 'from'>>> {
  const id = settings.model;
  const note = (isOwnId(id) ? await noteFor(id) : null) ?? (ownModel?.id === id ? ownModel : null);
  if (note) return { id, sha256: note.sha256, title: note.title, from: note.from };
  return { id, sha256: await modelHash(id) };
}

/** SHA-256 of the weights of `model`, from its manifest; null where that cannot be read. */
export async function modelHash(model: ModelId): Promise<string | null> {
  return manifestOf(model)
    .then(hashOfWeights)
    .catch(() => null);
}

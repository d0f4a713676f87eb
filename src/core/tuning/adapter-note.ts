import { AppError } from '../model/errors';
import type { ModelId } from '../model/types';
import { isSameModel } from '../own-models/own-model';
import type { Adapter, TrainingSummary } from './adapter';

/**
 * What a project, recipe or report says of an adapter: which it is, of what model, and, where that is known, how it came to be. No weights,
 * and neither its curve nor how its tables looked: a project is written often.
 */
export type AdapterNote = Pick<Adapter, 'id' | 'name' | 'base'> & {
  readonly createdAt?: string;
  readonly training?: Omit<TrainingSummary, 'curve' | 'portraits'>;
};

export function adapterNote({ id, name, base, createdAt, training }: Adapter): AdapterNote {
  const { curve: _, portraits: _portraits, ...told } = training;
  return { id, name, base, createdAt, training: told };
}

/**
 * Whether an adapter may be used with a model.
 *
 * @param sha256 of the weights of the model; null where it is not known, and the name has to do
 */
export function fitsModel({ base }: Pick<Adapter, 'base'>, model: ModelId, sha256: string | null): boolean {
  return sha256 === null ? isSameModel(base.model, model) : base.sha256 === sha256;
}

/** @throws AppError `adapter/other-model` where an adapter may not be used with a model; as `fitsModel` */
export function requireModel(adapter: Pick<Adapter, 'base' | 'name'>, model: ModelId, sha256: string | null): void {
  if (fitsModel(adapter, model, sha256)) return;
  throw new AppError('adapter/other-model', { adapter: adapter.name, base: adapter.base.model, model });
}

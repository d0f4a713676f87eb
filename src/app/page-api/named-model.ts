import { endpointModelId, isEndpointModel } from '../../core/llm/endpoint-model';
import { AppError } from '../../core/model/errors';
import { findModel } from '../../core/model/models';
import { DEFAULT_MODEL } from '../../core/model/settings';
import { isOwnId } from '../../core/own-models/own-model';
import { EDITION } from '../../session/edition';
import { endpointGate } from '../../session/llm/endpoint-gate';

/**
 * The id of the model that a script names, one that somebody added included: `endpoint` is the one that the endpoint in use has for vectors.
 *
 * @throws AppError `model/unknown`, `llm/no-endpoint`, `llm/not-here`
 */
export function namedModel(name: string = DEFAULT_MODEL): string {
  // Whether one that somebody added is here shows when it is needed.
  if (isOwnId(name)) return name;
  if (name !== 'endpoint' && !isEndpointModel(name)) return findModel(name).id;
  if (EDITION !== 'connected') throw new AppError('llm/not-here', { edition: EDITION });
  if (name !== 'endpoint') return name;
  const endpoint = endpointGate.endpoint();
  if (!endpoint?.embeddingModel) throw new AppError('llm/no-endpoint');
  return endpointModelId({ base: endpoint.base, model: endpoint.embeddingModel });
}

/** A model that makes vectors at an endpoint, as settings name it. */
export interface EndpointModel {
  /** Where the endpoint's paths begin. */
  readonly base: string;
  readonly model: string;
}

const PREFIX = 'endpoint:';

/** The id under which settings and the vector cache know such a model. */
export const endpointModelId = ({ base, model }: EndpointModel): string => `${PREFIX}${base}#${model}`;

export const isEndpointModel = (id: string): boolean => id.startsWith(PREFIX) && id.includes('#');

/** What an id of `endpointModelId` names; null for any other. */
export function readEndpointModel(id: string): EndpointModel | null {
  if (!isEndpointModel(id)) return null;
  const at = id.indexOf('#');
  return { base: id.slice(PREFIX.length, at), model: id.slice(at + 1) };
}

/** Texts that differ only in white space or Unicode form are one to the endpoint. */
export const endpointText = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

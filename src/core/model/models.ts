import { AppError } from './errors';
import type { ModelId } from './types';

/** What the page has to know of a language model that comes with Rowlink before it reads the manifest in `public/models/<id>`. */
export interface EmbeddedModel {
  readonly id: ModelId;
  /** What users choose by; words for it are `models.<tier>` of the translations. */
  readonly tier: 'instant' | 'small' | 'english' | 'accurate';
  /** Bytes that are loaded before the first match, weights and tokenizer. */
  readonly sizeBytes: number;
}

/** Fastest first. */
export const EMBEDDED_MODELS: readonly EmbeddedModel[] = [
  { id: 'rowlink-instant', tier: 'instant', sizeBytes: 8_589_804 },
  { id: 'rowlink-small', tier: 'small', sizeBytes: 27_194_067 },
  { id: 'minilm-l6-en', tier: 'english', sizeBytes: 18_088_344 },
  { id: 'me5-small-96k', tier: 'accurate', sizeBytes: 41_630_593 },
];

/** The model with this id. @throws AppError `model/unknown` */
export function findModel(id: ModelId): EmbeddedModel {
  const model = EMBEDDED_MODELS.find((one) => one.id === id);
  if (!model) throw new AppError('model/unknown', { model: id });
  return model;
}

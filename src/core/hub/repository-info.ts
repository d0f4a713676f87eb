import { isCommit } from './repository-address';

/** What a hub says of a repository. */
export interface RepositoryInfo {
  /** As the hub writes it: a renamed one has its new name here. */
  readonly repository: string;
  /** Commit that the revision stands at, 40 hexadecimal digits. */
  readonly commit: string;
  /** `mit`, `apache-2.0`; for `other` the name that the owner gave. null: not stated. */
  readonly licence: string | null;
  /** Where its words stand; null where that is not said. */
  readonly licenceAddress: string | null;
  /** As the owner listed them: mostly codes of ISO 639, also `multilingual`. */
  readonly languages: readonly string[];
  /** The owner asks to be agreed with before files are given out. */
  readonly isGated: boolean;
  readonly isPrivate: boolean;
  /** Taken down by the hub. */
  readonly isDisabled: boolean;
  /** Models that this one was made of. */
  readonly baseModels: readonly string[];
  /** ISO 8601; null where it is not said. */
  readonly changedAt: string | null;
}

/**
 * Reads the hub's answer to `/api/models/<repository>/revision/<revision>`. Whatever it leaves out or has in another form counts as
 * not said, save for name and commit.
 *
 * @returns null where it is no such answer
 */
export function readRepositoryInfo(answer: unknown): RepositoryInfo | null {
  if (!isRecord(answer)) return null;
  const repository = textOf(answer.id) ?? textOf(answer.modelId);
  const commit = textOf(answer.sha);
  if (!repository || !commit || !isCommit(commit)) return null;
  const card = isRecord(answer.cardData) ? answer.cardData : {};
  const tags = textsOf(answer.tags);
  const tagged = (kind: string): readonly string[] =>
    tags.filter((tag) => tag.startsWith(`${kind}:`)).map((tag) => tag.slice(kind.length + 1));
  const licence = textsOf(card.license)[0] ?? tagged('license')[0] ?? null;
  const named = textOf(card.license_name);
  const link = textOf(card.license_link);
  return {
    repository,
    commit,
    licence: licence === 'other' && named ? named : licence,
    licenceAddress: link && /^https:\/\//u.test(link) ? link : null,
    languages: textsOf(card.language),
    isGated: answer.gated === true || answer.gated === 'auto' || answer.gated === 'manual',
    isPrivate: answer.private === true,
    isDisabled: answer.disabled === true,
    // Tags say how it was made of them, as in `base_model:quantized:owner/name`.
    baseModels: [...new Set([...textsOf(card.base_model), ...tagged('base_model').map((tag) => tag.split(':').at(-1)!)])].filter(
      (name) => /^[^/\s]+\/[^/\s]+$/u.test(name),
    ),
    changedAt: textOf(answer.lastModified),
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const MOST_LETTERS = 300;
const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= MOST_LETTERS ? value : null;
const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== null);

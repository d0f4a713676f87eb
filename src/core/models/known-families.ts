import type { ModelPooling } from './model-manifest';
import { type Members, membersOf, textOf } from './read-members';

/**
 * How families of models pool whose exports often come without `modules.json`, by their names. Others get the mean, as
 * sentence-transformers does it.
 */
const POOLINGS: readonly (readonly [RegExp, Exclude<ModelPooling, 'graph'>])[] = [
  [/\bbge\b|arctic-embed|gte-(?:multilingual|modernbert|large-en-v1\.5|base-en-v1\.5)|\blabse\b|mxbai|simcse/iu, 'cls'],
  [/qwen3-embedding|e5-mistral|gte-qwen/iu, 'last'],
];

export const poolingByName = (name: string): Exclude<ModelPooling, 'graph'> =>
  POOLINGS.find(([known]) => known.test(name))?.[1] ?? 'mean';

/** Names of prompts for comparing texts of one kind with each other. */
const SYMMETRIC = ['STS', 'sts', 'sentence-similarity', 'similarity', 'text-matching'];

/**
 * What is put before every text. Records of both sides are texts of one kind, so both get the same: the default of the model, its
 * prompt for similarity, none where its documents have none, else that of its queries, which is what the authors of E5 say.
 *
 * @param config `config_sentence_transformers.json`
 * @param name of the model, by which E5 is known where there are no prompts
 */
export function choosePrefix(config: Members, name: string): string {
  const prompts = membersOf(config.prompts);
  const prompt = (key: string): string | null => (typeof prompts[key] === 'string' ? textOf(prompts[key]) : null);
  const standard = textOf(config.default_prompt_name);
  if (standard && prompt(standard) !== null) return prompt(standard)!;
  for (const key of SYMMETRIC) if (prompt(key)) return prompt(key)!;
  const [query, document] = [prompt('query'), prompt('document') ?? prompt('passage')];
  if (query && document) return query;
  // Queries that are instructions are one side of a search only.
  if (query && document === '') return '';
  if (isE5(name)) return 'query: ';
  return '';
}

const isE5 = (name: string): boolean => /(?:^|[/\s_-])e5-(?!.*(?:instruct|mistral))/iu.test(name);

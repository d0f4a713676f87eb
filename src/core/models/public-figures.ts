import type { ModelId } from '../model/types';

/** What was measured of a model on the public tasks, as docs/benchmarks.md has it (a test compares them); null where it was not. */
export interface PublicFigures {
  /** Share of rows whose partner is first among their candidates, 0…1: mean over the tasks of mainly one language … */
  readonly oneLanguage: number | null;
  /** … over those across languages … */
  readonly acrossLanguages: number | null;
  /** … and on English headings of a customs tariff, each to be put in one of 21 sections. */
  readonly englishCategories: number | null;
}

/** Of the models that come with Rowlink. */
export const PUBLIC_FIGURES: Readonly<Record<ModelId, PublicFigures>> = {
  'rowlink-instant': { oneLanguage: 0.98, acrossLanguages: 0.82, englishCategories: 0.366 },
  'rowlink-small': { oneLanguage: 0.982, acrossLanguages: 0.845, englishCategories: 0.388 },
  'minilm-l6-en': { oneLanguage: 0.975, acrossLanguages: 0.661, englishCategories: 0.483 },
  'me5-small-96k': { oneLanguage: 0.984, acrossLanguages: 0.857, englishCategories: 0.463 },
};

/** The tasks that the means are over. */
export const PUBLIC_TASKS = {
  oneLanguage: ['abt_buy', 'dblp_acm', 'dbp15k_fr_en', 'early_childhood_sites', 'febrl4', 'fodors_zagats', 'splink_fake_1000'],
  acrossLanguages: ['cities_bg_en', 'cities_ko_en', 'countries_de_ru_zh_en', 'dbp15k_zh_en', 'hpo_de_en', 'hpo_es_en'],
  englishCategories: ['hs_heading_to_section'],
} as const satisfies Record<keyof PublicFigures, readonly string[]>;

/** Languages in which the public tasks are (BCP 47). */
export const TESTED_LANGUAGES = ['en', 'bg', 'de', 'es', 'fr', 'ko', 'ru', 'zh'] as const;

/** About how many times as long as with the small model a text takes (docs/model.md, Speed): what to expect where nothing was measured yet. */
export const EXPECTED_TIMES: Readonly<Record<ModelId, number>> = {
  'rowlink-instant': 0.02,
  'rowlink-small': 1,
  'minilm-l6-en': 1.5,
  'me5-small-96k': 3,
};

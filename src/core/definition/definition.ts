import * as aliasTokens from '../aliases/alias-tokens';
import { LETTER, ROUNDS } from '../aliases/compile-aliases';
import { KEEP_BEST_DEFINITION } from '../candidates/lexical/keep-best';
import { LEXICAL_SEARCH_DEFINITION } from '../candidates/lexical/lexical-index';
import { LEXICAL_PROBE_DEFINITION } from '../candidates/lexical/lexical-probe';
import { NGRAM_DEFINITION } from '../candidates/lexical/ngrams';
import { NEIGHBOUR_DEFINITION } from '../candidates/lexical/probe-neighbours';
import { COMMON_GROUP_DEFINITION } from '../candidates/lexical/probe-tables';
import { POOL_DEFINITION } from '../candidates/pool';
import { RERANK_FEATURES, RERANK_REACH } from '../candidates/rerank/gather-features';
import { MOST_CHANGE } from '../candidates/rerank/rerank-pool';
import { DEFAULT_RERANK, HIGHEST_WEIGHT, RERANKER_VERSION, SHIPPED_RERANKER } from '../candidates/rerank/reranker';
import { ALIGNMENT_DEFINITION } from '../candidates/rerank/word-alignment';
import { COMPETITION_DEFINITION } from '../candidates/score/beliefs';
import { CELL_DEFINITION } from '../candidates/score/column-comparison';
import { COLUMN_DEFINITION } from '../candidates/score/column-evidence';
import { EVIDENCE, EVIDENCE_DEFINITION, EVIDENCE_GROUPS } from '../candidates/score/evidence';
import { GRAM_SHARE_DEFINITION } from '../candidates/score/grams-in-common';
import { JUDGE_DEFINITION } from '../candidates/score/judge-pairs';
import { LEXICON_DEFINITION, UNSPACED } from '../candidates/score/lexicon';
import { AUTO_THRESHOLD, HIGHEST_UNEQUAL_SCORE, IDENTICAL_SCORE } from '../candidates/score/match-score';
import matchScore from '../candidates/score/match-score.json';
import { CODE, CODE_DEFINITION } from '../candidates/score/record-terms';
import { USUAL_DEFINITION } from '../candidates/score/usual';
import * as dates from '../cleaning/date-form';
import * as legalForms from '../cleaning/legal-forms';
import * as letters from '../cleaning/letters';
import * as titles from '../cleaning/person-titles';
import * as phones from '../cleaning/phone-form';
import { CLEANING_KINDS } from '../cleaning/steps';
import { ASSIGNMENT_DEFINITION } from '../links/assignment';
import { THRESHOLD_DEFINITION } from '../links/auto-threshold';
import { BIDDING_DEFINITION } from '../links/bidding';
import { ROW_ORDER_DEFINITION } from '../links/row-order';
import { EMBEDDED_MODELS } from '../model/models';
import { DEFAULT_MATCH_SETTINGS, EVIDENCE_GROUP_NAMES } from '../model/settings';
import { RECIPE_FORMAT, RECIPE_VERSION } from '../recipe/recipe';
import { APOSTROPHE, CANONICAL, ELISIONS, LEGAL_FORMS, UNSPACED_LEGAL_FORMS } from '../text/expand';
import { LEXICAL_TEXT_DEFINITION } from '../text/lexical-text';
import { BEFORE, BEHIND, FIGURE, GROUPED, SCALE } from '../text/numbers';
import { CYRILLIC_READINGS, GREEK_DIGRAPHS } from '../text/romanise/alphabets';
import readings from '../text/romanise/han-readings.json';
import * as hangul from '../text/romanise/hangul';
import * as indic from '../text/romanise/indic';
import * as kana from '../text/romanise/kana';
import { LETTERS, STROKES } from '../text/romanise/romanise';
import { CLASSES, DIGRAPHS } from '../text/romanise/sound-skeleton';
import { FAMILIES } from '../text/scripts';
import { CELLS_DEFINITION } from '../vectors/cells';
import { PIECES_DEFINITION } from '../vectors/encoding-work';
import { NEAREST_DEFINITION } from '../vectors/nearest';
import { TOKENIZER_DEFINITION } from '../vectors/tokenizer';
import { PROPERTIES, rangesOf, spaces } from './unicode';

/** Raise when an engine that was written for an earlier one can no longer follow. */
export const DEFINITION_VERSION = 1;

/**
 * Tables and constants of matching, as plain data: what an engine in another language needs to come to the same candidates, scores and
 * links. Written to `cluster/rowlink_spark/definition/generated` by `scripts/cluster-definition.mjs`, a file a member; a test fails where
 * these are not the same any more. Patterns are given by their source.
 */
export function matchDefinition(): Readonly<Record<'unicode' | 'text' | 'cleaning' | 'score' | 'settings', object>> {
  return {
    unicode: {
      version: DEFINITION_VERSION,
      properties: Object.fromEntries(PROPERTIES.map((property) => [property, rangesOf(property)])),
      spaces: spaces(),
    },
    text: {
      version: DEFINITION_VERSION,
      canonical: Object.fromEntries(CANONICAL),
      legalForms: [...LEGAL_FORMS],
      elisions: [...ELISIONS],
      apostrophe: APOSTROPHE.source,
      unspacedLegalForms: UNSPACED_LEGAL_FORMS.map(toSource),
      scriptFamilies: FAMILIES.map(([bit, pattern]) => [bit, pattern.source]),
      romanise: {
        letters: Object.fromEntries(LETTERS),
        strokes: Object.fromEntries(STROKES),
        cyrillic: Object.fromEntries(Object.entries(CYRILLIC_READINGS).map(([name, map]) => [name, Object.fromEntries(map)])),
        greekDigraphs: GREEK_DIGRAPHS.map(toSource),
        han: readings,
        hangul: {
          initial: hangul.INITIAL,
          vowel: hangul.VOWEL,
          closed: hangul.CLOSED,
          linked: hangul.LINKED,
          nasal: hangul.NASAL,
        },
        indic: { letters: indic.LETTERS, vowels: [...indic.VOWELS] },
        kana: { syllables: Object.fromEntries(kana.SYLLABLES), small: Object.fromEntries(kana.SMALL) },
      },
      skeleton: { digraphs: DIGRAPHS.map(toSource), classes: CLASSES },
      numbers: {
        before: BEFORE.source,
        behind: BEHIND.source,
        figure: FIGURE.source,
        scale: SCALE.source,
        grouped: GROUPED.source,
      },
      code: CODE.source,
      unspaced: UNSPACED.source,
      lexicalText: LEXICAL_TEXT_DEFINITION,
      codes: CODE_DEFINITION,
    },
    cleaning: {
      version: DEFINITION_VERSION,
      kinds: CLEANING_KINDS,
      phone: {
        label: phones.LABEL.source,
        extension: phones.EXTENSION.source,
        dialled: phones.DIALLED.source,
        fewest: phones.FEWEST,
        most: phones.MOST,
      },
      date: {
        yearFirst: dates.YEAR_FIRST.source,
        compact: dates.COMPACT.source,
        yearLast: dates.YEAR_LAST.source,
        dayWord: dates.DAY_WORD.source,
        wordDay: dates.WORD_DAY.source,
        eastAsian: dates.EAST_ASIAN.source,
        months: Object.fromEntries(dates.MONTH_OF),
      },
      titles: {
        titles: [...titles.TITLES],
        dotted: [...titles.DOTTED],
        degrees: [...titles.DEGREES],
        afterDoctor: [...titles.AFTER_DOCTOR],
      },
      legalForms: {
        more: [...legalForms.MORE_FORMS],
        long: [...legalForms.LONG_FORMS],
        leading: [...legalForms.LEADING],
        connectors: [...legalForms.CONNECTORS],
        mostWords: legalForms.MOST_WORDS,
      },
      aliases: {
        needsCare: aliasTokens.NEEDS_CARE.source,
        lettered: aliasTokens.LETTERED.source,
        unspaced: aliasTokens.UNSPACED.source,
        pieces: aliasTokens.PIECES.source,
        withAccents: aliasTokens.WITH_ACCENTS.source,
        letter: LETTER.source,
        rounds: ROUNDS,
      },
      word: letters.WORD.source,
      marked: letters.MARKED.source,
      keep: Object.fromEntries(Object.entries(letters.LEFT_OUT).map(([what, pattern]) => [what, pattern.source])),
    },
    score: {
      version: DEFINITION_VERSION,
      evidence: EVIDENCE,
      groups: EVIDENCE_GROUPS,
      weights: { linkage: matchScore.linkage, alone: matchScore.alone },
      autoThreshold: AUTO_THRESHOLD,
      threshold: THRESHOLD_DEFINITION,
      identicalScore: IDENTICAL_SCORE,
      highestUnequalScore: HIGHEST_UNEQUAL_SCORE,
      texts: EVIDENCE_DEFINITION,
      gramShare: GRAM_SHARE_DEFINITION,
      usual: USUAL_DEFINITION,
      cells: CELL_DEFINITION,
      columns: COLUMN_DEFINITION,
      judge: JUDGE_DEFINITION,
      lexicon: LEXICON_DEFINITION,
      competition: COMPETITION_DEFINITION,
      rerank: {
        features: RERANK_FEATURES,
        reach: RERANK_REACH,
        mostChange: MOST_CHANGE,
        usual: DEFAULT_RERANK,
        version: RERANKER_VERSION,
        highestWeight: HIGHEST_WEIGHT,
        shipped: { weights: SHIPPED_RERANKER.weights, models: SHIPPED_RERANKER.models },
        alignment: ALIGNMENT_DEFINITION,
      },
    },
    settings: {
      version: DEFINITION_VERSION,
      recipe: { format: RECIPE_FORMAT, version: RECIPE_VERSION },
      defaults: DEFAULT_MATCH_SETTINGS,
      evidenceGroups: EVIDENCE_GROUP_NAMES,
      models: EMBEDDED_MODELS.map(({ id }) => id),
      pool: POOL_DEFINITION,
      ngrams: NGRAM_DEFINITION,
      lexicalSearch: LEXICAL_SEARCH_DEFINITION,
      lexicalProbe: LEXICAL_PROBE_DEFINITION,
      lexicalNeighbours: NEIGHBOUR_DEFINITION,
      lexicalGroups: COMMON_GROUP_DEFINITION,
      lexicalBest: KEEP_BEST_DEFINITION,
      vectorSearch: NEAREST_DEFINITION,
      vectorCells: CELLS_DEFINITION,
      pieces: PIECES_DEFINITION,
      tokenizer: TOKENIZER_DEFINITION,
      assignment: ASSIGNMENT_DEFINITION,
      bidding: BIDDING_DEFINITION,
      rowOrder: ROW_ORDER_DEFINITION,
    },
  };
}

const toSource = ([pattern, to]: readonly [RegExp, string]): readonly [string, string] => [pattern.source, to];

/** A member of the definition as its file has it: JSON with lists of numbers on one line each. */
export const definitionText = (part: object): string =>
  `${JSON.stringify(part, null, 1).replace(NUMBERS, (list) => list.replaceAll(/\s+/gu, ' '))}\n`;

const NUMBERS = /\[\n\s+-?\d+(?:,\n\s+-?\d+)*\n\s+\]/gu;

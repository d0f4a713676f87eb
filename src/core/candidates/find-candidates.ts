import { applyAliases, createAliasMeetings } from '../aliases/apply-aliases';
import type { MatchSettings } from '../model/settings';
import { nextTurn } from '../model/turns';
import type { CandidateSet, Job, Sides, VectorSet } from '../model/types';
import { lexicalTexts } from '../text/lexical-text';
import { type ComparedTable, cellsOf, composeRecords, orderColumns, type RecordSet, rowCountsOf } from '../text/records';
import { vectorAt } from '../vectors/dot-products';
import { planBlocks } from './blocking/blocking';
import { createRuleCheck } from './blocking/rule-between';
import { keyColumns, settingsWithin, weighedColumns } from './columns-read';
import { createRowExplainer, type RowExplainer } from './explain-rows';
import { fitLexical, type LexicalSides } from './lexical/lexical-index';
import { type LexicalTop, poolCandidates } from './pool';
import { portionOf } from './portions';
import type { ChoiceLists } from './rerank/fit-reranker';
import { gatherChoices, type SettledRows } from './rerank/gather-choices';
import { expandToRows } from './rows';
import { createEvidence, type EvidenceSource } from './score/evidence';
import { explainPool } from './score/explain-pool';
import { judgeForRerank } from './score/judge-pairs';
import { type ScoringInput, scorePool } from './score/score-pool';
import { createTextParts } from './score/text-parts';

export const FIND_CANDIDATES_VERSION = 5;

/** What a search took, in milliseconds. */
export interface FindTimings {
  readonly searchMs: number;
  readonly scoreMs: number;
}

/** Two tables made ready for matching; ask as often as better vectors arrive. */
export interface Matcher {
  /** Distinct texts of both sides, in the order in which vectors are expected; within one table only the left ones. */
  readonly texts: Sides<readonly string[]>;
  /**
   * The best candidates of every left row. Without vectors candidates are found by letters alone, whatever the settings say.
   * Rows without text, or without a key where blocking asks for one, have no candidates.
   *
   * @throws AppError `job/cancelled`, `device/out-of-memory`
   */
  find(vectors: Sides<VectorSet> | null, job: Job): Promise<{ readonly candidates: CandidateSet; readonly timings: FindTimings }>;
  /**
   * The same search, kept to say of any two rows why they score what they do; for a matcher that was made for that. Memory: that of a
   * search, its texts in both forms, and about 40 bytes a pair.
   *
   * @throws AppError `job/cancelled`, `device/out-of-memory`
   */
  explain(vectors: Sides<VectorSet> | null, job: Job): Promise<RowExplainer>;
  /**
   * The same search, for what settled rows chose from: to fit a re-ranker.
   *
   * @throws AppError `job/cancelled`, `device/out-of-memory`
   */
  choices(vectors: Sides<VectorSet>, settled: SettledRows, job: Job): Promise<ChoiceLists>;
}

/**
 * Makes tables ready for matching: distinct records, their texts, their blocks. Which columns are compared, and how they are
 * blocked and weighed, is in `settings`; with `task` `deduplicate` the right table is the left one, and no row meets itself.
 *
 * Cost O(characters) here and once more in the first `find`, which fits the lexical index. Order of rows and of columns makes no
 * difference but for ties.
 *
 * @param isToExplain keeps the keys of blocks, which `explain` needs
 */
export function createMatcher(given: Sides<ComparedTable>, chosen: MatchSettings, isToExplain = false): Matcher {
  const isWithin = chosen.task === 'deduplicate';
  const settings = settingsWithin(chosen);
  const asGiven = isWithin ? { left: given.left, right: given.left } : given;
  const tables = applyAliases(asGiven, settings);
  const on = orderColumns(tables, weighedColumns(settings));
  const keys = keyColumns(settings);
  const left = composeRecords(tables.left, on.left, keys.left);
  const records: Sides<RecordSet> = { left, right: isWithin ? left : composeRecords(tables.right, on.right, keys.right) };
  const count = { left: records.left.firstRow.length, right: records.right.firstRow.length };
  const scoring = scoringInput(tables, records, on, settings);
  const keyCells = recordKeys(tables, records, settings);
  const blocks = keyCells && planBlocks(keyCells.left, keyCells.right, settings.blocking);
  const ruleBetween = isToExplain && keyCells ? createRuleCheck(keyCells.left, keyCells.right, settings.blocking) : () => null;
  let prepared: PreparedTexts | null = null;
  const known: { lexicalTop?: LexicalTop } = {};

  return {
    texts: { left: records.left.texts, right: isWithin ? [] : records.right.texts },
    async find(vectors, job) {
      const started = performance.now();
      prepared ??= await prepareTexts(scoring.texts, lexicalTexts(scoring.texts), portionOf(job, 0, FIT_SHARE));
      const { lexical, evidence } = prepared;
      const first = vectors && recordVectors(vectors, records, isWithin);
      const pool = await poolCandidates(
        { count, lexical, vectors: first, blocks, isWithin },
        settings,
        portionOf(job, FIT_SHARE, SEARCH_SHARE),
        known,
      );
      const searched = performance.now();
      const { matchScore, lexical: lexicalShown } = await scorePool(
        pool,
        { ...scoring, evidence, ...modelOf(vectors) },
        settings,
        portionOf(job, SEARCH_SHARE, 1),
      );
      const candidates = expandToRows({ ...pool, lexical: lexicalShown, matchScore }, records, {
        isWithin,
        limit: settings.candidatesPerRow,
        minimumScore: settings.minimumScore,
      });
      job.progress(1, 1, 'texts');
      return { candidates, timings: { searchMs: searched - started, scoreMs: performance.now() - searched } };
    },
    async choices(vectors, settled, job) {
      const forms = lexicalTexts(scoring.texts);
      const { lexical, evidence } = await prepareTexts(scoring.texts, forms, portionOf(job, 0, FIT_SHARE));
      const ofRecords = recordVectors(vectors, records, isWithin);
      const input = { count, lexical, vectors: ofRecords, blocks, isWithin };
      const pool = await poolCandidates(input, settings, portionOf(job, FIT_SHARE, SEARCH_SHARE));
      const judged = await judgeForRerank(pool, { ...scoring, evidence }, settings, portionOf(job, SEARCH_SHARE, 1));
      return gatherChoices(pool, judged, records, settled);
    },
    async explain(vectors, job) {
      const forms = lexicalTexts(scoring.texts);
      const { lexical, evidence } = await prepareTexts(scoring.texts, forms, portionOf(job, 0, FIT_SHARE));
      const ofRecords = vectors && recordVectors(vectors, records, isWithin);
      const input = { count, lexical, vectors: ofRecords, blocks, isWithin };
      const pool = await poolCandidates(input, settings, portionOf(job, FIT_SHARE, SEARCH_SHARE));
      const explainer = await explainPool(
        pool,
        { ...scoring, evidence, ...modelOf(vectors) },
        settings,
        portionOf(job, SEARCH_SHARE, 1),
      );
      return createRowExplainer({
        pool,
        explainer,
        records,
        lexical,
        vectors: ofRecords,
        blocks,
        ruleBetween,
        partsOf: createTextParts(scoring.texts, forms),
        aliasesOf: createAliasMeetings(asGiven, settings),
      });
    },
  };
}

/** Whose vectors they are. */
const modelOf = (vectors: Sides<VectorSet> | null): Pick<ScoringInput, 'vectorModel'> =>
  vectors ? { vectorModel: vectors.left.model } : {};

/** What does not change from one search to the next, however good the vectors are. */
interface PreparedTexts {
  readonly lexical: LexicalSides;
  readonly evidence: EvidenceSource;
}

async function prepareTexts(texts: Sides<readonly string[]>, forms: Sides<readonly string[]>, job: Job): Promise<PreparedTexts> {
  await nextTurn();
  return { lexical: await fitLexical(forms.left, forms.right, job), evidence: createEvidence(texts, forms) };
}

/** Where the steps of a search end, as shares of its progress. */
const FIT_SHARE = 0.1;
const SEARCH_SHARE = 0.8;

function scoringInput(
  tables: Sides<ComparedTable>,
  records: Sides<RecordSet>,
  on: MatchSettings['on'],
  settings: MatchSettings,
): ScoringInput {
  const cells = (left: string, right: string): Sides<readonly string[]> => ({
    left: cellsOf(tables.left, records.left, left),
    right: cellsOf(tables.right, records.right, right),
  });
  const pairCount = Math.min(on.left.length, on.right.length);
  const textsOf = ({ texts, textOf }: RecordSet): string[] => Array.from(textOf, (text) => texts[text]!);
  return {
    texts: { left: textsOf(records.left), right: textsOf(records.right) },
    rowCounts: { left: rowCountsOf(records.left), right: rowCountsOf(records.right) },
    columns: Array.from({ length: pairCount }, (_, at) => cells(on.left[at]!, on.right[at]!)),
    columnNames: on.left.slice(0, pairCount),
    qualifiers: settings.qualifiers.map((qualifier) => cells(qualifier.left, qualifier.right)),
  };
}

/** Key cells of records, which rows of one record share; null where nothing is blocked. */
function recordKeys(tables: Sides<ComparedTable>, records: Sides<RecordSet>, settings: MatchSettings): Sides<string[][]> | null {
  if (settings.blocking.length === 0) return null;
  const keysOf = (side: 'left' | 'right'): string[][] =>
    settings.blocking.map((rule) => cellsOf(tables[side], records[side], rule[side]));
  const left = keysOf('left');
  return { left, right: records.left === records.right ? left : keysOf('right') };
}

/** Vectors of texts as vectors of records: the same where every text has one record. */
function recordVectors(texts: Sides<VectorSet>, records: Sides<RecordSet>, isWithin: boolean): Sides<VectorSet> {
  const spread = (set: VectorSet, { textOf }: RecordSet): VectorSet => {
    if (textOf.length * set.dimensions === set.data.length && textOf.every((text, record) => text === record)) return set;
    const data = new Float32Array(textOf.length * set.dimensions);
    textOf.forEach((text, record) => {
      data.set(vectorAt(set, text), record * set.dimensions);
    });
    return { ...set, data };
  };
  const left = spread(texts.left, records.left);
  return { left, right: isWithin ? left : spread(texts.right, records.right) };
}

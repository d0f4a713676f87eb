import type { AliasMeeting } from '../aliases/apply-aliases';
import { NO_TEXT, type Side, type Sides, type VectorSet } from '../model/types';
import type { RecordSet } from '../text/records';
import { similarityOfPairs } from '../vectors/nearest';
import type { BlockPlan } from './blocking/blocking';
import type { RuleBetween } from './blocking/rule-between';
import { type LexicalSides, lexicalOfPairs } from './lexical/lexical-index';
import type { CandidatePool } from './pool';
import type { Counterparts, ExplainedPair, PoolExplainer, Rival } from './score/explain-pool';
import type { PairParts } from './score/text-parts';

/** Place of a right row among all that could be met, by one likeness; rows as likely come before or after. */
export interface FoundPlaces {
  readonly meaning: number | null;
  readonly letters: number;
  readonly of: number;
}

/** All that is known of why two rows score what they do, or were never compared. */
export interface RowExplanation {
  /** Sides whose row has nothing to compare; the rest is then empty. */
  readonly textless: readonly Side[];
  readonly texts: Sides<string>;
  /** The blocking rule that keeps them apart; the pair is explained as if it did not. */
  readonly between: RuleBetween | null;
  readonly pair: ExplainedPair | null;
  /** 1-based place of the right row among all that were looked at for the left one, and how many these are; null for others. */
  readonly rank: { readonly place: number; readonly of: number } | null;
  /** Left rows (the first of their record) that want the same right row, best first. */
  readonly rivals: readonly Rival[];
  /** Of pairs that were not looked at, where the right row stands by meaning and by letters; null where that would take long. */
  readonly found: FoundPlaces | null;
  readonly parts: PairParts | null;
  /** Words that stand for each other in these tables, surest first. */
  readonly counterparts: readonly Counterparts[];
  /** Words of both rows that mean the same, as somebody taught it; the texts have what stands for them. */
  readonly aliases: readonly AliasMeeting[];
}

/** Explains pairs of rows of the tables that it was made for. */
export interface RowExplainer {
  readonly hasVectors: boolean;
  /** `shown`: the score of the pair as the program gave it, NaN where there is none. */
  explain(leftRow: number, rightRow: number, shown: number): RowExplanation;
}

export interface RowExplainerInput {
  readonly pool: CandidatePool;
  readonly explainer: PoolExplainer;
  readonly records: Sides<RecordSet>;
  readonly lexical: LexicalSides;
  /** One a record. */
  readonly vectors: Sides<VectorSet> | null;
  readonly blocks: BlockPlan | null;
  readonly ruleBetween: (left: number, right: number) => RuleBetween | null;
  readonly partsOf: (left: number, right: number) => PairParts;
  readonly aliasesOf: (leftRow: number, rightRow: number) => readonly AliasMeeting[];
}

/** Rivals that are named. */
const RIVALS = 3;
/** Right records among which a place is still found in a moment. */
const MOST_TO_PLACE = 300_000;

/** Cost of a pair: that of `PoolExplainer`, and O(right records) once more for one that was not looked at. */
export function createRowExplainer(input: RowExplainerInput): RowExplainer {
  const { pool, explainer, records, lexical, vectors, blocks } = input;
  const rowsOf = (right: number): number => records.right.rowOffsets[right + 1]! - records.right.rowOffsets[right]!;

  /** Within a record's list by score, then similarity, then row, as candidates are ranked. */
  const rankOf = (left: number, right: number, rightRow: number): RowExplanation['rank'] => {
    const own = explainer.placeOf(left, right);
    if (own < 0) return null;
    const closeness = (at: number): number => (Number.isNaN(pool.similarity[at]!) ? 0 : pool.similarity[at]!);
    const score = Math.fround(explainer.scoreAt(own));
    let before = 0;
    let of = 0;
    for (let at = pool.offsets[left]!; at < pool.offsets[left + 1]!; at++) {
      const record = pool.right[at]!;
      of += rowsOf(record);
      const other = Math.fround(explainer.scoreAt(at));
      const isTie = at !== own && other === score && closeness(at) === closeness(own);
      if (other > score || (other === score && closeness(at) > closeness(own))) before += rowsOf(record);
      else if (isTie || at === own) before += rowsBefore(records.right, record, rightRow);
    }
    return { place: before + 1, of };
  };

  const likenessOf = (left: number, right: number) => {
    const pair = [Uint32Array.of(left), Uint32Array.of(right)] as const;
    return {
      similarity: vectors ? similarityOfPairs(vectors.left, vectors.right, ...pair)[0]! : Number.NaN,
      lexical: lexicalOfPairs(lexical, ...pair)[0]!,
    };
  };

  const placesOf = (left: number, likeness: { similarity: number; lexical: number }): FoundPlaces | null => {
    const count = records.right.firstRow.length;
    if (count > MOST_TO_PLACE) return null;
    const all = Uint32Array.from({ length: count }, (_, right) => right);
    const others = blocks ? all.filter((right) => blocks.allows(left, right)) : all;
    const lefts = new Uint32Array(others.length).fill(left);
    const placeIn = (values: Float32Array, own: number): number =>
      1 + values.reduce((before, value, at) => before + (value > own ? rowsOf(others[at]!) : 0), 0);
    return {
      meaning: vectors && placeIn(similarityOfPairs(vectors.left, vectors.right, lefts, others), likeness.similarity),
      letters: placeIn(lexicalOfPairs(lexical, lefts, others), likeness.lexical),
      of: others.reduce((sum, right) => sum + rowsOf(right), 0),
    };
  };

  return {
    hasVectors: explainer.hasVectors,
    explain(leftRow, rightRow, shown) {
      const left = records.left.recordOf[leftRow] ?? NO_TEXT;
      const right = records.right.recordOf[rightRow] ?? NO_TEXT;
      const textOf = (side: RecordSet, record: number): string => (record === NO_TEXT ? '' : side.texts[side.textOf[record]!]!);
      const texts = { left: textOf(records.left, left), right: textOf(records.right, right) };
      const textless: Side[] = [];
      if (left === NO_TEXT) textless.push('left');
      if (right === NO_TEXT) textless.push('right');
      if (textless.length > 0) {
        const nothing = { between: null, pair: null, rank: null, rivals: [], found: null, parts: null };
        return { textless, texts, ...nothing, counterparts: [], aliases: [] };
      }
      const isKnown = explainer.placeOf(left, right) >= 0;
      const likeness = isKnown ? null : likenessOf(left, right);
      const between = input.ruleBetween(left, right);
      // First, as it finds the cardinality that the others go by.
      const pair = explainer.explain(left, right, likeness, shown);
      return {
        textless,
        texts,
        between,
        pair,
        rank: rankOf(left, right, rightRow),
        rivals: explainer.rivalsOf(left, right, RIVALS).map((rival) => ({ ...rival, left: records.left.firstRow[rival.left]! })),
        found: likeness && !between ? placesOf(left, likeness) : null,
        parts: input.partsOf(left, right),
        counterparts: explainer.counterpartsOf(left, right),
        aliases: input.aliasesOf(leftRow, rightRow),
      };
    },
  };
}

/** Rows of a record above one row of the table. */
function rowsBefore({ rows, rowOffsets }: RecordSet, record: number, row: number): number {
  let count = 0;
  for (let at = rowOffsets[record]!; at < rowOffsets[record + 1]! && rows[at]! < row; at++) count++;
  return count;
}

import type { ComparedColumns } from '../model/settings';
import type { Dataset } from '../model/types';
import { type ColumnPortrait, portrayColumns } from './column-portrait';
import { headerSimilarity } from './header-words';

export interface SuggestedPair {
  readonly left: string;
  readonly right: string;
  /** 0…1: how sure it is that the two columns speak of the same. */
  readonly confidence: number;
  readonly reason: 'name' | 'values' | 'both';
}

const MOST_PAIRS = 4;
/** A pair is suggested when it is worth this share of the best one. */
const WORTH_OF_BEST = 0.3;
const LEAST_CONFIDENCE = 0.3;
/** A column worth less than this is not enough to link by. */
const WORTH_ALONE = 0.4;

/** The columns to compare, best first: `suggestPairs` as settings. Both lists are empty where nothing can be compared. */
export function suggestColumns(left: Dataset, right: Dataset): ComparedColumns {
  const pairs = suggestPairs(left, right);
  return { left: pairs.map((pair) => pair.left), right: pairs.map((pair) => pair.right) };
}

/**
 * Pairs of columns that seem to mean the same and tell records apart, best first, at most four, each column once. Ids of rows and
 * empty columns are never among them.
 *
 * A pair's worth is its confidence (headers with synonyms in several languages; words and cells in common) times the usefulness
 * of its weaker column (role of the header, distinct values, fill, kind of value). Where no column that could stand alone has a
 * partner, the most useful text columns of both sides come first with a low confidence: tables in two languages often share
 * neither header nor values. Weights are judgement, checked on public linkage tasks; ties go to the earlier columns.
 * O(cells + columns² · sample).
 */
export function suggestPairs(left: Dataset, right: Dataset): readonly SuggestedPair[] {
  const lefts = portrayColumns(left);
  const rights = portrayColumns(right);
  const rated = lefts
    .flatMap((a) => rights.map((b) => ratePair(a, b)))
    .filter((pair) => pair.worth > 0 && pair.confidence >= LEAST_CONFIDENCE)
    .sort((a, b) => b.worth - a.worth);
  const chosen: RatedPair[] = [];
  for (const pair of rated) {
    if (!chosen.some((other) => other.a === pair.a || other.b === pair.b)) chosen.push(pair);
  }
  const best = chosen[0];
  if (!best || Math.min(best.a.usefulness, best.b.usefulness) < WORTH_ALONE) {
    const fallback = bestTexts(lefts, rights, chosen);
    if (fallback)
      return [fallback, ...chosen]
        .filter(unusedIn([fallback]))
        .slice(0, MOST_PAIRS)
        .map(toSuggestion);
  }
  return chosen
    .filter((pair) => pair.worth >= best!.worth * WORTH_OF_BEST)
    .slice(0, MOST_PAIRS)
    .map(toSuggestion);
}

interface RatedPair {
  readonly a: ColumnPortrait;
  readonly b: ColumnPortrait;
  readonly confidence: number;
  readonly reason: SuggestedPair['reason'];
  readonly worth: number;
}

function toSuggestion({ a, b, confidence, reason }: RatedPair): SuggestedPair {
  return { left: a.name, right: b.name, confidence, reason };
}

function unusedIn(taken: readonly RatedPair[]): (pair: RatedPair) => boolean {
  return (pair) => taken.includes(pair) || !taken.some((other) => other.a === pair.a || other.b === pair.b);
}

function ratePair(a: ColumnPortrait, b: ColumnPortrait): RatedPair {
  const byName = headerSimilarity(a.meaning, b.meaning);
  const byValues = areComparable(a, b) ? valueSimilarity(a, b) : 0;
  const together = 1 - (1 - 0.8 * byName) * (1 - 0.6 * byValues);
  const confidence = areComparable(a, b) ? together : together * 0.4;
  const reason = byName >= 0.5 ? (byValues >= 0.15 ? 'both' : 'name') : 'values';
  return { a, b, confidence, reason, worth: confidence * Math.min(a.usefulness, b.usefulness) };
}

function areComparable(a: ColumnPortrait, b: ColumnPortrait): boolean {
  if (a.profile.kind === b.profile.kind) return true;
  const loose = new Set(['number', 'code', 'phone', 'date']);
  if (loose.has(a.profile.kind) && loose.has(b.profile.kind)) return true;
  return a.profile.kind !== 'number' && b.profile.kind !== 'number' && (a.profile.kind === 'code' || b.profile.kind === 'code');
}

/** Share of the smaller sample that the other has, by whole cells or (for text) by words, which count less. 0…1 */
function valueSimilarity(a: ColumnPortrait, b: ColumnPortrait): number {
  const byCells = overlap(a.cells, b.cells);
  if (a.profile.kind !== 'text' || b.profile.kind !== 'text') return a.profile.kind === 'number' ? byCells * 0.5 : byCells;
  // A description holds the words of the name: texts of much different length are probably not the same thing.
  const lengths =
    Math.min(a.profile.averageLength, b.profile.averageLength) / Math.max(a.profile.averageLength, b.profile.averageLength);
  return Math.max(byCells, overlap(a.words, b.words) * Math.sqrt(lengths) * 0.9);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const value of small) if (large.has(value)) shared++;
  return small.size === 0 ? 0 : shared / small.size;
}

function bestTexts(
  lefts: readonly ColumnPortrait[],
  rights: readonly ColumnPortrait[],
  chosen: readonly RatedPair[],
): RatedPair | null {
  const a = mostUsefulText(lefts);
  const b = mostUsefulText(rights);
  if (!a || !b || chosen[0]?.a === a || chosen[0]?.b === b) return null;
  const { reason, confidence, worth } = ratePair(a, b);
  return { a, b, reason, confidence: Math.max(0.2, confidence), worth };
}

function mostUsefulText(portraits: readonly ColumnPortrait[]): ColumnPortrait | null {
  const texts = portraits.filter(({ profile, usefulness }) => profile.kind === 'text' && usefulness > 0);
  return texts.reduce<ColumnPortrait | null>((best, next) => (best && best.usefulness >= next.usefulness ? best : next), null);
}

import type { Cardinality, Sides } from '../../model/types';
import type { PairList } from '../pair-list';

/**
 * How sure of each pair one can be once records compete for partners: the odds of a pair are divided by those of its rivals, which
 * are weighed by how sure one can be of them in turn. A side competes where its records may have one partner only. This is loopy
 * belief propagation for assignment with the choice of no partner (Williams and Lau, IEEE Trans. Aerospace and Electronic Systems
 * 50(4), 2014, doi 10.1109/TAES.2014.120568), on the sparse graph of the pool.
 *
 * A record that stands for several rows may have as many partners: its best rivals do not count until they have a row for each.
 *
 * Cost O(pairs) a round, few rounds; 24 bytes a pair.
 *
 * @param logits log odds of each pair judged alone
 * @param rowCounts rows that each record stands for
 * @returns log odds of each pair in competition, in the order of the pool
 */
export function settleCompetition(
  pairs: PairList,
  logits: Float64Array,
  cardinality: Cardinality,
  rowCounts: Sides<Uint32Array>,
): Float64Array {
  const leftCompetes = cardinality === 'one-to-one' || cardinality === 'many-to-one';
  const rightCompetes = cardinality === 'one-to-one' || cardinality === 'one-to-many';
  if (!leftCompetes && !rightCompetes) return logits;
  const odds = new Float64Array(logits.length);
  for (let at = 0; at < odds.length; at++) odds[at] = Math.exp(Math.max(-HIGHEST_LOGIT, Math.min(HIGHEST_LOGIT, logits[at]!)));
  const leftGroups = {
    offsets: pairs.offsets,
    places: null,
    partners: pairs.right,
    rows: rowCounts.left,
    partnerRows: rowCounts.right,
  };
  const settled = new Float64Array(odds.length);
  if (!rightCompetes) {
    divideByRivals(leftGroups, odds, odds, settled);
    return toLogits(settled);
  }
  const rightGroups = { ...byRight(pairs, rowCounts.right.length), rows: rowCounts.right, partnerRows: rowCounts.left };
  if (!leftCompetes) {
    divideByRivals(rightGroups, odds, odds, settled);
    return toLogits(settled);
  }
  const toRight = odds.slice();
  const toLeft = odds.slice();
  for (let round = 0; round < ROUNDS; round++) {
    divideByRivals(leftGroups, odds, toLeft, toRight);
    divideByRivals(rightGroups, odds, toRight, toLeft);
  }
  divideByRivals(leftGroups, toLeft, toLeft, settled);
  return toLogits(settled);
}

/** In its place. */
function toLogits(odds: Float64Array): Float64Array {
  for (let at = 0; at < odds.length; at++) odds[at] = Math.log(odds[at]!);
  return odds;
}

/** Enough for the assignment to settle but where two sets of records are as good as interchangeable. */
const ROUNDS = 8;
const HIGHEST_LOGIT = 60;

/** The pairs of each member of one side. `places` are places in the pool; null where a member's pairs stand together in it. */
interface Groups {
  readonly offsets: Uint32Array;
  readonly places: Uint32Array | null;
  readonly partners: Uint32Array;
  readonly rows: Uint32Array;
  readonly partnerRows: Uint32Array;
}

/** `out = of / (1 + sum of the other `rivals` of the member)`, for every pair. */
function divideByRivals(groups: Groups, of: Float64Array, rivals: Float64Array, out: Float64Array): void {
  const { offsets, places, rows } = groups;
  for (let member = 0; member + 1 < offsets.length; member++) {
    const from = offsets[member]!;
    const to = offsets[member + 1]!;
    if (rows[member]! > 1) {
      divideWithRoom(groups, member, of, rivals, out);
      continue;
    }
    if (from === to) continue;
    let best = from;
    let most = rivals[places ? places[from]! : from]!;
    let rest = 0;
    for (let at = from + 1; at < to; at++) {
      const value = rivals[places ? places[at]! : at]!;
      if (value > most) {
        rest += most;
        most = value;
        best = at;
      } else rest += value;
    }
    for (let at = from; at < to; at++) {
      const place = places ? places[at]! : at;
      const others = at === best ? rest : Math.max(0, rest - rivals[place]!) + most;
      out[place] = of[place]! / (1 + others);
    }
  }
}

/** As above for a member with several rows: others do not count, best first, while there is still a row for each of theirs. */
function divideWithRoom(groups: Groups, member: number, of: Float64Array, rivals: Float64Array, out: Float64Array): void {
  const { offsets, places, partners, rows, partnerRows } = groups;
  const own = Array.from({ length: offsets[member + 1]! - offsets[member]! }, (_, at) => offsets[member]! + at);
  const placeOf = (at: number): number => (places ? places[at]! : at);
  own.sort((a, b) => rivals[placeOf(b)]! - rivals[placeOf(a)]! || a - b);
  for (const at of own) {
    let taken = 0;
    let others = 0;
    for (const other of own) {
      if (other === at) continue;
      taken += partnerRows[partners[other]!]!;
      if (taken >= rows[member]!) others += rivals[placeOf(other)]!;
    }
    out[placeOf(at)] = of[placeOf(at)]! / (1 + others);
  }
}

function byRight(pairs: PairList, rightCount: number): { offsets: Uint32Array; places: Uint32Array; partners: Uint32Array } {
  const offsets = new Uint32Array(rightCount + 1);
  for (let at = 0; at < pairs.right.length; at++) offsets[pairs.right[at]! + 1]!++;
  for (let right = 0; right < rightCount; right++) offsets[right + 1]! += offsets[right]!;
  const next = offsets.slice();
  const places = new Uint32Array(pairs.right.length);
  const partners = new Uint32Array(pairs.right.length);
  for (let left = 0; left + 1 < pairs.offsets.length; left++) {
    for (let at = pairs.offsets[left]!; at < pairs.offsets[left + 1]!; at++) {
      const slot = next[pairs.right[at]!]!++;
      places[slot] = at;
      partners[slot] = left;
    }
  }
  return { offsets, places, partners };
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const COMPETITION_DEFINITION = { ROUNDS, HIGHEST_LOGIT } as const;

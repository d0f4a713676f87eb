import type { TopPairs } from '../candidates/top-pairs';
import { type BestLists, offerPair } from './best-lists';
import type { ExactProducts } from './exact-products';
import type { Rounding } from './packing';

/** What rounding can do to a product: six standard deviations, of a sum of errors that are even and independent. */
const DEVIATIONS = 6;
/** What the order of a float32 sum of up to some thousand products can do. */
const SUM_ERROR = 2e-6;

/**
 * Turns lists of rounded values into lists of exact ones: partners are multiplied exactly, best first, until the next one's rounded
 * value plus its margin of error cannot reach the list any more. Cost O(records · (k + few) · dimensions).
 *
 * @param rounded sorted, one list a record; `other` records in all
 * @param rows record of each list, null where lists are in their order
 * @param exact receives at most its `k` best of each list
 * @param own rounding of the records of the lists, `other` that of their partners
 * @returns settles one list; false where it may lack a partner that was beyond the end of the rounded list
 */
export function createSettler(
  rounded: TopPairs,
  rows: Uint32Array | null,
  exact: BestLists,
  products: ExactProducts,
  own: Rounding,
  other: Rounding,
): (list: number) => boolean {
  const widestStep = largest(other.step);
  const longest = largest(other.norm);
  const values = new Float32Array(rounded.k);
  return (list) => {
    const count = rounded.count[list]!;
    const start = list * rounded.k;
    const variance = (own.step[list]! * longest) ** 2 + (widestStep * own.norm[list]!) ** 2;
    const margin = DEVIATIONS * Math.sqrt(variance / 12) + SUM_ERROR;
    const record = rows ? rows[list]! : list;
    products.open(record);
    let done = 0;
    while (done < count && !(rounded.value[start + done]! + margin < exact.floor[record]!)) {
      const more = done === 0 ? Math.min(count, exact.k) : Math.min(count, done + 4);
      products.multiply(rounded.index, start + done, start + more, values, 0);
      for (let at = done; at < more; at++) offerPair(exact, record, rounded.index[start + at]!, values[at - done]!);
      done = more;
    }
    return count > 0 && rounded.value[start + count - 1]! + margin < exact.floor[record]!;
  };
}

function largest(values: Float32Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

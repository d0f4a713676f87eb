import { NO_TEXT, type Sides } from '../../model/types';
import type { RecordSet } from '../../text/records';
import type { PairList } from '../pair-list';
import type { ChoiceLists } from './fit-reranker';
import { type PoolFeatures, RERANK_FEATURES } from './gather-features';

/** Left rows of which somebody said which right row is theirs, or (−1) that none is. */
export interface SettledRows {
  readonly left: Uint32Array;
  readonly right: Int32Array;
}

/**
 * What settled rows chose from: the candidates of their records within reach. Rows whose partner is not among them are left out, as are those
 * without candidates; rows of one record count once, the first. O(settled rows · candidates).
 */
export function gatherChoices(
  pool: PairList,
  { logits, features }: { readonly logits: Float64Array; readonly features: PoolFeatures },
  records: Sides<RecordSet>,
  settled: SettledRows,
): ChoiceLists {
  const offsets = [0];
  const places: number[] = [];
  const isMatch: number[] = [];
  const seen = new Set<number>();
  settled.left.forEach((row, at) => {
    const record = records.left.recordOf[row]!;
    if (record === NO_TEXT || seen.has(record)) return;
    const partner = settled.right[at]! < 0 ? NONE : records.right.recordOf[settled.right[at]!]!;
    const own: number[] = [];
    for (let place = pool.offsets[record]!; place < pool.offsets[record + 1]!; place++)
      if (features.isNear[place]) own.push(place);
    const hasPartner = own.some((place) => pool.right[place] === partner);
    if (own.length === 0 || (partner !== NONE && !hasPartner)) return;
    seen.add(record);
    for (const place of own) {
      places.push(place);
      isMatch.push(Number(pool.right[place] === partner));
    }
    offsets.push(places.length);
  });
  const width = RERANK_FEATURES.length;
  const data = new Float32Array(places.length * width);
  places.forEach((place, at) => {
    data.set(features.data.subarray(place * width, (place + 1) * width), at * width);
  });
  return {
    offsets: Uint32Array.from(offsets),
    logits: Float64Array.from(places, (place) => logits[place]!),
    data,
    width,
    isMatch: Uint8Array.from(isMatch),
    weights: new Float64Array(offsets.length - 1).fill(1),
  };
}

/** No record has this number: `NO_TEXT` is that of rows without text. */
const NONE = -2;

import { type Anchors, NOBODY } from './anchors';
import type { Part } from './examples';
import { cosineOf, type MovedVectors } from './ranking';

/**
 * The `count` records of each anchor's shortlist that look most like it under the present adapter without being the same thing. Where a
 * record may have several partners, those that come near its known partner (95 % of that cosine) are left out, since they may well be
 * unknown partners (de Souza Moreira and others, NV-Retriever, 2024). O(anchors × shortlist × dimensions).
 *
 * @param isWanted which anchors, by place
 * @returns [anchors × count] records of the other side, the hardest first, `NOBODY` where there are fewer
 */
export function mineHardest(
  part: Part,
  side: 'left' | 'right',
  anchors: Anchors,
  isWanted: Uint8Array,
  moved: MovedVectors,
  count: number,
  isOneToOne: boolean,
): Uint32Array {
  const own = part[side];
  const other = part[side === 'left' ? 'right' : 'left'];
  const vectors = side === 'left' ? moved : { left: moved.right, right: moved.left };
  const mined = new Uint32Array(anchors.records.length * count).fill(NOBODY);
  anchors.records.forEach((record, place) => {
    if (isWanted[place] === 0) return;
    const entity = own.entityOf[record]!;
    const list = anchors.shortlist.subarray(place * anchors.length, (place + 1) * anchors.length);
    let nearestPartner = -1;
    const found: { readonly candidate: number; readonly cosine: number }[] = [];
    for (const candidate of list) {
      if (candidate === NOBODY || (part.isOneTable && candidate === record)) continue;
      const cosine = cosineOf(vectors, record, candidate, part.dimensions);
      if (other.entityOf[candidate] === entity) nearestPartner = Math.max(nearestPartner, cosine);
      else found.push({ candidate, cosine });
    }
    const most = isOneToOne ? Number.POSITIVE_INFINITY : POSITIVE_SHARE * nearestPartner;
    found
      .filter(({ cosine }) => cosine <= most)
      .sort((a, b) => b.cosine - a.cosine || a.candidate - b.candidate)
      .slice(0, count)
      .forEach(({ candidate }, at) => {
        mined[place * count + at] = candidate;
      });
  });
  return mined;
}

const POSITIVE_SHARE = 0.95;

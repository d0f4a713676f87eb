/**
 * The best and second-best value that every right record reaches with any left one that was seen with it. It tells whether a
 * candidate belongs to this left record or to everybody.
 */
export interface Competition {
  /** Takes in one pair; a left record meets a right one once. */
  observe(left: number, right: number, value: number): void;
  /** `value` minus the best that any other left record reaches with `right`. */
  leadOver(left: number, right: number, value: number): number;
}

/** A competition over `rightCount` right records with no left one seen yet. */
export function createCompetition(rightCount: number): Competition {
  const best = new Float32Array(rightCount).fill(LOWEST);
  const second = new Float32Array(rightCount).fill(LOWEST);
  const holder = new Int32Array(rightCount).fill(-1);
  return {
    observe(left, right, value) {
      if (value > best[right]!) {
        second[right] = best[right]!;
        best[right] = value;
        holder[right] = left;
      } else if (value > second[right]!) {
        second[right] = value;
      }
    },
    leadOver: (left, right, value) => value - (holder[right] === left ? second[right]! : best[right]!),
  };
}

const LOWEST = -1;

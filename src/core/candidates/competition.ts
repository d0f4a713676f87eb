/**
 * The best and second-best value that every right text reaches with any left text, kept up while left texts stream by. It tells
 * whether a candidate belongs to this left text or to everybody.
 */
export interface Competition {
  /** Takes in all values of one left text; call once for each. Cost O(right texts). */
  observe(left: number, values: Float32Array): void;
  /** `value` minus the best that any other left text reaches with `right`. */
  leadOver(left: number, right: number, value: number): number;
}

/** A competition over `rightCount` right texts with no left text seen yet. */
export function createCompetition(rightCount: number): Competition {
  const best = new Float32Array(rightCount).fill(LOWEST);
  const second = new Float32Array(rightCount).fill(LOWEST);
  const holder = new Int32Array(rightCount).fill(-1);
  return {
    observe(left, values) {
      for (let right = 0; right < rightCount; right++) {
        const value = values[right]!;
        if (value > best[right]!) {
          second[right] = best[right]!;
          best[right] = value;
          holder[right] = left;
        } else if (value > second[right]!) {
          second[right] = value;
        }
      }
    },
    leadOver: (left, right, value) => value - (holder[right] === left ? second[right]! : best[right]!),
  };
}

const LOWEST = -1;

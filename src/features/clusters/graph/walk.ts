import type { Place } from '../../../core/clusters/graph/arrange';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** How much more a step aside costs than one ahead. */
const ASIDE = 2;

/** The node to walk to from one of them: the nearest in that direction, steps aside counting double; -1 where none lies there. */
export function nodeTowards(places: readonly Place[], from: number, direction: Direction): number {
  const start = places[from];
  if (!start) return -1;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  places.forEach(({ x, y }, at) => {
    const [dx, dy] = [x - start.x, y - start.y];
    const isAcross = direction === 'left' || direction === 'right';
    const ahead = (isAcross ? dx : dy) * (direction === 'left' || direction === 'up' ? -1 : 1);
    if (at === from || ahead <= 0) return;
    const far = ahead + ASIDE * Math.abs(isAcross ? dy : dx);
    if (far >= least) return;
    best = at;
    least = far;
  });
  return best;
}

import type { DrawnPair } from '../../../core/clusters/graph/cluster-drawing';
import styles from './ClusterGraph.module.css';
import { HIDDEN, middleBetween } from './shapes';
import type { GraphNode } from './use-cluster-layout';

/** Up to this many pairs all have their score beside them. */
const FEW = 14;

interface GraphPairsProps {
  readonly nodeOf: ReadonlyMap<number, GraphNode>;
  readonly pairs: readonly DrawnPair[];
  readonly cursor: number | null;
  /** Rows that would come off; pairs between them and the others are marked. */
  readonly part: ReadonlySet<number> | null;
  readonly isWeak: (a: number, b: number) => boolean;
  readonly score: (value: number) => string;
}

/** Lines between rows, thicker for higher scores. What they mean is told by dashes and marks as well as colour. */
export function GraphPairs({ nodeOf, pairs, cursor, part, isWeak, score }: GraphPairsProps) {
  const touchesCursor = ({ a, b }: DrawnPair): boolean => a === cursor || b === cursor;
  const isCut = ({ a, b }: DrawnPair): boolean =>
    part !== null && nodeOf.get(b)?.neighbour === null && part.has(a) !== part.has(b);
  const drawn = pairs.filter((pair) => pair.isMain || touchesCursor(pair) || isCut(pair));
  const isFew = drawn.length <= FEW;
  return (
    <g {...HIDDEN}>
      {[...drawn].reverse().map((pair) => {
        const { a, b, settled, isReaching } = pair;
        const [from, to] = [nodeOf.get(a), nodeOf.get(b)];
        if (!from || !to) return null;
        const middle = middleBetween(from.place, from.box, to.place, to.box);
        const isAcross = isCut(pair);
        const weak = part === null && isWeak(a, b);
        const look = to.neighbour ? styles.near : isReaching ? styles.reaching : styles.below;
        const hasScore = isFew || touchesCursor(pair) || isAcross || weak;
        return (
          <g key={`${a} ${b}`} className={[look, isAcross || weak ? styles.weak : ''].join(' ')}>
            <line
              className={styles.line}
              x1={from.place.x}
              y1={from.place.y}
              x2={to.place.x}
              y2={to.place.y}
              strokeWidth={widthOf(pair, to.neighbour !== null)}
              opacity={touchesCursor(pair) || isAcross || weak || isFew ? 1 : 0.55}
            />
            {isAcross || weak ? <Ticks from={from} to={to} x={middle.x} y={middle.y} /> : null}
            {settled === null ? null : (
              <path
                className={settled === 'together' ? styles.together : styles.apart}
                d={settled === 'together' ? 'M-5 0 0 -5 5 0 0 5Z' : 'M-4 -4 4 4M4 -4 -4 4'}
                transform={`translate(${middle.x} ${middle.y - (hasScore ? 13 : 0)})`}
              />
            )}
            {hasScore ? (
              <text className={styles.score} x={middle.x} y={middle.y + 4} textAnchor="middle">
                {score(pair.score)}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
}

const widthOf = ({ score, isReaching }: DrawnPair, isNear: boolean): number =>
  isReaching && !isNear ? Math.round(10 * (1.2 + 5 * score ** 3)) / 10 : 1.4;

/** Two strokes across the line, on both sides of its score. */
function Ticks({ from, to, x, y }: { readonly from: GraphNode; readonly to: GraphNode; readonly x: number; readonly y: number }) {
  const angle = (Math.atan2(to.place.y - from.place.y, to.place.x - from.place.x) * 180) / Math.PI;
  return <path className={styles.ticks} d="M-20 -6V6M20 -6V6" transform={`translate(${x} ${y}) rotate(${angle})`} />;
}

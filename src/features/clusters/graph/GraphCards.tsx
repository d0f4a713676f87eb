import styles from './ClusterGraph.module.css';
import { directionOf } from './label';
import type { GraphNode } from './use-cluster-layout';

const STAR = 'M0 -8 2.2 -2.7 7.8 -2.4 3.5 1.2 4.9 6.7 0 3.6 -4.9 6.7 -3.5 1.2 -7.8 -2.4 -2.2 -2.7Z';

interface GraphCardsProps {
  readonly id: string;
  readonly nodes: readonly GraphNode[];
  readonly cursor: number | null;
  readonly selected: ReadonlySet<number>;
  readonly kept: number | null;
  /** Too small to read more than a number. */
  readonly isFar: boolean;
  /** What is said of each row. */
  readonly names: ReadonlyMap<number, string>;
  readonly number: (value: number) => string;
}

export const cardId = (id: string, row: number): string => `${id}-${row}`;

/** A card a row: its number and what was compared. */
export function GraphCards(props: GraphCardsProps) {
  const { id, nodes, cursor, selected, kept, isFar, names, number } = props;
  return nodes.map((node) => {
    const { row, box, place, label, tag, tagWidth, neighbour } = node;
    const { width, height } = box;
    const [left, top] = [-width / 2, -height / 2];
    const isSelected = selected.has(row);
    const looks = [
      styles.card,
      neighbour ? styles.ghost : '',
      isSelected ? styles.chosen : '',
      row === cursor ? styles.pointed : '',
    ];
    const textX = left + 10 + tagWidth + (width - 20 - tagWidth) / 2;
    return (
      <g
        key={row}
        id={cardId(id, row)}
        role="option"
        aria-selected={isSelected}
        aria-label={names.get(row)}
        className={looks.join(' ')}
        transform={`translate(${place.x} ${place.y})`}
      >
        {row === cursor ? (
          <rect className={styles.ring} x={left - 5} y={top - 5} width={width + 10} height={height + 10} rx={11} />
        ) : null}
        <rect className={styles.body} x={left} y={top} width={width} height={height} rx={7} />
        {isFar ? (
          <text className={styles.big} x={0} y={height * 0.32} fontSize={height * 0.9} textAnchor="middle">
            {number(row + 1)}
          </text>
        ) : (
          <>
            <text className={styles.number} x={left + 9} y={label.lines.length > 1 ? -4 : 4.5}>
              {tag}
            </text>
            {label.lines.map((line, at) => (
              <text
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place.
                key={at}
                className={at === 0 ? styles.first : styles.second}
                x={textX}
                y={label.lines.length > 1 ? (at === 0 ? -4 : 13) : 4.5}
                textAnchor="middle"
                direction={directionOf(line)}
              >
                {line}
              </text>
            ))}
          </>
        )}
        {row === kept ? <path className={styles.star} d={STAR} transform={`translate(${left + 1} ${top + 1})`} /> : null}
        {isSelected ? (
          <g transform={`translate(${-left - 1} ${top + 1})`}>
            <circle className={styles.badge} r={8} />
            <path className={styles.check} d="M-4 0 -1 3 4 -3" />
          </g>
        ) : null}
      </g>
    );
  });
}

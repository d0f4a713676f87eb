import type { Cardinality } from '../../core/model/types';
import styles from './CardinalityPicture.module.css';

/** Lines from the y of a left dot to the y of a right one. */
const LINES: Readonly<Record<Cardinality, readonly (readonly [number, number])[]>> = {
  'one-to-one': [
    [8, 8],
    [24, 40],
    [40, 24],
  ],
  'many-to-one': [
    [8, 24],
    [24, 24],
    [40, 40],
  ],
  'one-to-many': [
    [24, 8],
    [24, 24],
    [40, 40],
  ],
  'many-to-many': [
    [8, 8],
    [8, 24],
    [24, 8],
    [24, 40],
    [40, 40],
  ],
};

export function CardinalityPicture({ of }: { readonly of: Cardinality }) {
  return (
    <svg className={styles.picture} viewBox="0 0 96 48" aria-hidden="true">
      {LINES[of].map(([from, to]) => (
        <path key={`${from}-${to}`} className={styles.line} d={`M20 ${from}C48 ${from} 48 ${to} 76 ${to}`} />
      ))}
      {[8, 24, 40].map((y) => (
        <g key={y} className={styles.row}>
          <rect x="2" y={y - 4} width="20" height="8" rx="4" />
          <rect x="74" y={y - 4} width="20" height="8" rx="4" />
        </g>
      ))}
    </svg>
  );
}

import type { Cardinality } from '../../core/model/types';
import styles from './CardinalityPicture.module.css';

type Line = readonly [from: number, to: number];

/** Lines from the y of a left row to the y of a right one. */
const LINES: Readonly<Record<Cardinality, readonly Line[]>> = {
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

/** What goes wrong where it does not fit: a true link that has no place, or a wrong one that is let in. */
const MISTAKES: Readonly<Record<Cardinality, Line>> = {
  'one-to-one': [8, 24],
  'many-to-one': [40, 24],
  'one-to-many': [24, 40],
  'many-to-many': [40, 8],
};

const curve = ([from, to]: Line): string => `M20 ${from}C48 ${from} 48 ${to} 76 ${to}`;

/** Rows of two tables and the links between them; with `hasMistake` also the one that goes wrong. The words beside it say the same. */
export function CardinalityPicture({ of, hasMistake = false }: { readonly of: Cardinality; readonly hasMistake?: boolean }) {
  const mistake = MISTAKES[of];
  const middle = (mistake[0] + mistake[1]) / 2;
  return (
    <svg className={hasMistake ? styles.large : styles.picture} viewBox="0 0 96 48" aria-hidden="true">
      {LINES[of].map((line) => (
        <path key={String(line)} className={styles.line} d={curve(line)} />
      ))}
      {hasMistake ? (
        <>
          <path className={styles.mistake} d={curve(mistake)} />
          <path className={styles.cross} d={`M44 ${middle - 4}l8 8m0 -8l-8 8`} />
        </>
      ) : null}
      {[8, 24, 40].map((y) => (
        <g key={y} className={styles.row}>
          <rect x="2" y={y - 4} width="20" height="8" rx="4" />
          <rect x="74" y={y - 4} width="20" height="8" rx="4" />
        </g>
      ))}
    </svg>
  );
}

import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import styles from './ClusterGraph.module.css';

type Part = 'kept' | 'below' | 'near' | 'weak' | 'together' | 'apart';

/** What lines and marks mean, of those that are on the drawing. */
export function GraphLegend({ t, has }: { readonly t: TFunction; readonly has: Readonly<Record<Part, boolean>> }) {
  const line = (look: string | undefined, mark?: ReactNode): ReactNode => (
    <svg className={styles.sample} viewBox="0 0 34 14" aria-hidden="true">
      <g className={look}>
        <line className={styles.line} x1="1" x2="33" y1="7" y2="7" strokeWidth={look === styles.reaching ? 3 : 1.6} />
        {mark}
      </g>
    </svg>
  );
  const mark = (look: string | undefined, d: string): ReactNode => (
    <svg className={styles.mark} viewBox="-9 -9 18 18" aria-hidden="true">
      <path className={look} d={d} />
    </svg>
  );
  const samples = {
    reaching: line(styles.reaching),
    below: line(styles.below),
    near: line(styles.near),
    weak: line(`${styles.reaching} ${styles.weak}`, <path className={styles.ticks} d="M13 1V13M21 1V13" />),
    kept: mark(styles.star, 'M0 -8 2.2 -2.7 7.8 -2.4 3.5 1.2 4.9 6.7 0 3.6 -4.9 6.7 -3.5 1.2 -7.8 -2.4 -2.2 -2.7Z'),
    together: mark(styles.together, 'M-5 0 0 -5 5 0 0 5Z'),
    apart: mark(styles.apart, 'M-4 -4 4 4M4 -4 -4 4'),
  };
  return (Object.keys(samples) as (keyof typeof samples)[])
    .filter((name) => name === 'reaching' || has[name])
    .map((name) => ({ name: t(`graph.legend.${name}`), sample: samples[name] }));
}

import styles from './Fillings.module.css';

/** How a part of a chart is filled: never by colour alone. */
export type Filling = 'solid' | 'pale' | 'empty' | 'hatched' | 'dotted';

/** The patterns that fillings of one drawing need; `id` of letters and figures only, as it becomes part of addresses. */
export function FillingPatterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-hatched`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className={styles.bad} width="6" height="6" opacity="0.3" />
        <line className={styles.badLine} x1="1" x2="1" y1="0" y2="6" />
      </pattern>
      <pattern id={`${id}-dotted`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect className={styles.warn} width="5" height="5" opacity="0.25" />
        <circle className={styles.warn} cx="2.5" cy="2.5" r="1.4" />
      </pattern>
    </defs>
  );
}

/** Class and fill of a shape. Patterns belong to one drawing; plain fillings are a matter of style. */
export const filled = (id: string, filling: Filling) => ({
  className: styles[filling],
  fill: filling === 'hatched' || filling === 'dotted' ? `url(#${id}-${filling})` : undefined,
});

/** A sample for the legend. */
export function FillingKey({ id, filling }: { readonly id: string; readonly filling: Filling }) {
  return (
    <svg className={styles.key} viewBox="0 0 14 14" aria-hidden="true">
      <rect {...filled(id, filling)} width="14" height="14" />
    </svg>
  );
}

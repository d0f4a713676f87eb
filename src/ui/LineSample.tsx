import styles from './LineChart.module.css';

/** A piece of a line, for a legend. */
export function LineSample({ className }: { readonly className: string }) {
  return (
    <svg className={styles.sample} viewBox="0 0 24 8" aria-hidden="true">
      <line className={className} x1="0" x2="24" y1="4" y2="4" />
    </svg>
  );
}

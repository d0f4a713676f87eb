import styles from './Progress.module.css';

/** `done` of `total`; a `total` of 0 means that the end is not known yet. */
export function Progress(props: { readonly done: number; readonly total: number; readonly label: string }) {
  const known = props.total > 0;
  return (
    <progress
      className={styles.progress}
      aria-label={props.label}
      max={known ? props.total : undefined}
      value={known ? Math.min(props.done, props.total) : undefined}
    />
  );
}

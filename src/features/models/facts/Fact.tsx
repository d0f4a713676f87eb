import type { ReactNode } from 'react';
import styles from './Fact.module.css';

/** Facts side by side, as many in a line as there is room for. */
export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className={styles.facts}>{children}</dl>;

export function Fact(props: { readonly name: string; readonly isWide?: boolean; readonly children: ReactNode }) {
  return (
    <div className={props.isWide ? styles.wide : undefined}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

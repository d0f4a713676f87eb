import { type ReactNode, useState } from 'react';
import styles from './Section.module.css';

/** A folded part of the set-up: its title and, in a few words, what is set inside. */
export function Section(props: {
  readonly title: string;
  readonly state: string;
  readonly isOpenAtFirst?: boolean;
  /** Beside the title, and no part of what is pressed to unfold. */
  readonly mark?: ReactNode;
  /** Made only once the section is open. */
  readonly children: () => ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(props.isOpenAtFirst ?? false);
  const section = (
    <details className={styles.details} open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        <span className={styles.title}>{props.title}</span> <span className={styles.state}>{props.state}</span>
      </summary>
      {isOpen ? <div className={styles.body}>{props.children()}</div> : null}
    </details>
  );
  if (!props.mark) return section;
  return (
    <div className={styles.marked}>
      {section}
      {props.mark}
    </div>
  );
}

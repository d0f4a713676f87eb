import styles from './FiguresTable.module.css';

export interface EstimateCard {
  readonly name: string;
  readonly value: string;
  readonly interval: string;
  readonly text: string;
  readonly more?: string | null;
}

/** Figures side by side, each with its interval and what it means. */
export function EstimateCards({ cards }: { readonly cards: readonly EstimateCard[] }) {
  return (
    <dl className={styles.cards}>
      {cards.map(({ name, value, interval, text, more }) => (
        <div key={name} className={styles.card}>
          <dt>{name}</dt>
          <dd>
            <span className={styles.value}>{value}</span>
            <span className={styles.muted}>{interval}</span>
            <span className={styles.text}>{text}</span>
            {more ? <span className={styles.muted}>{more}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

import type { LeavingState } from '../../session/outgoing';
import styles from './LeavingBadge.module.css';

const SHAPES: Readonly<Record<'sealed' | LeavingState['kind'], string>> = {
  // A closed lock; an open one; an arrow down to, up from, and past a line.
  sealed: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  nothing: 'M6 11h12v9H6zM8.5 11V7a3.5 3.5 0 0 1 6.8-1.2',
  asked: 'M6 11h12v9H6zM8.5 11V7a3.5 3.5 0 0 1 6.8-1.2M12 14v3',
  fetching: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M5 20h14',
  sending: 'M12 16V5M7.5 9.5 12 5l4.5 4.5M5 20h14',
  sent: 'M12 16V5M7.5 9.5 12 5l4.5 4.5M5 20h14',
  uploaded: 'M12 16V5M7.5 9.5 12 5l4.5 4.5M5 20h14',
};

/** A picture of what leaves: never colour alone. */
export function LeavingMark({ of }: { readonly of: keyof typeof SHAPES }) {
  return (
    <svg className={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[of]} />
    </svg>
  );
}

import { useState } from 'react';

/** Records that one decision speaks of: neighbours in the queue, or those with exactly the same value. */
export interface Selection {
  readonly kind: 'range' | 'alike';
  readonly rows: Uint32Array;
}

export interface Selecting {
  /** null while only the record on screen is meant. */
  readonly selection: Selection | null;
  /** Begins or moves a range: from the record on screen, or where one began, to `position` in the queue. */
  extendTo(position: number): void;
  toggleAlike(): void;
  leave(): void;
}

/** What is chosen beside the record on screen. It ends by itself when another record comes on screen in another way. */
export function useSelection(props: {
  readonly order: Uint32Array;
  readonly row: number;
  readonly position: number;
  readonly equalRows: Uint32Array;
  readonly goTo: (left: number) => void;
}): Selecting {
  const { order, row, position, equalRows, goTo } = props;
  const [range, setRange] = useState<{ readonly from: number; readonly head: number } | null>(null);
  const [alike, setAlike] = useState(-1);
  const start = range ? order.indexOf(range.from) : -1;
  const isRange = range !== null && range.head === row && position >= 0 && start >= 0 && start !== position;
  const selection: Selection | null = isRange
    ? { kind: 'range', rows: order.slice(Math.min(start, position), Math.max(start, position) + 1) }
    : alike === row && equalRows.length > 1
      ? { kind: 'alike', rows: equalRows }
      : null;
  return {
    selection,
    extendTo(to) {
      const head = order[Math.max(0, Math.min(order.length - 1, to))];
      if (head === undefined) return;
      setAlike(-1);
      setRange({ from: isRange ? range.from : row, head });
      goTo(head);
    },
    toggleAlike() {
      setRange(null);
      setAlike(alike === row ? -1 : row);
    },
    leave() {
      setRange(null);
      setAlike(-1);
    },
  };
}

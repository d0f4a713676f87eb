import { useEffect, useRef, useState } from 'react';
import { readEntry, writeEntry } from '../../../adapters/small-entries';
import { readSeen, writeSeen } from './seen-rows';

const SHOWN_AFTER_MS = 150;
const WRITE_AFTER_MS = 2_000;

/** Rows of the project that were on screen in this browser. */
export interface SeenRows {
  /** 1 for each; changes in place. */
  readonly rows: Uint8Array;
  mark(row: number): void;
}

/** Read once, written a moment after it changed and when the screen is left. */
export function useSeenRows(project: string, rowCount: number): SeenRows {
  const name = `seen.${project}`;
  const isChanged = useRef(false);
  const [seen] = useState((): SeenRows => {
    const rows = readSeen(readEntry(name) ?? '', rowCount);
    const mark = (row: number) => {
      if (row >= rows.length || rows[row] === 1) return;
      rows[row] = 1;
      isChanged.current = true;
    };
    return { rows, mark };
  });
  useEffect(() => {
    const write = () => {
      if (!isChanged.current) return;
      isChanged.current = false;
      writeEntry(name, writeSeen(seen.rows));
    };
    const timer = setInterval(write, WRITE_AFTER_MS);
    window.addEventListener('pagehide', write);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', write);
      write();
    };
  }, [seen, name]);
  return seen;
}

/** Marks the record on screen, once it stayed there for a moment. */
export function useMarkSeen(seen: SeenRows, row: number): void {
  useEffect(() => {
    const timer = setTimeout(() => seen.mark(row), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [seen, row]);
}

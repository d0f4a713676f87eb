import { useCallback, useState } from 'react';
import { readEntry, writeEntry } from '../adapters/small-entries';

/** A small choice kept in this browser. Storage that is off or full is not an error: the choice then lasts as long as the page. */
export function useRemembered(name: string, initial: string): readonly [string, (value: string) => void] {
  const [value, setValue] = useState(() => readEntry(name) ?? initial);
  const change = useCallback(
    (next: string) => {
      setValue(next);
      writeEntry(name, next);
    },
    [name],
  );
  return [value, change];
}

import { useCallback, useState } from 'react';

/** A small choice kept in this browser. Storage that is off or full is not an error: the choice then lasts as long as the page. */
export function useRemembered(name: string, initial: string): readonly [string, (value: string) => void] {
  const [value, setValue] = useState(() => readRemembered(name) ?? initial);
  const change = useCallback(
    (next: string) => {
      setValue(next);
      remember(name, next);
    },
    [name],
  );
  return [value, change];
}

export function readRemembered(name: string): string | null {
  try {
    return localStorage.getItem(`rowlink.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`rowlink.${name}`, value);
  } catch {
    // Storage can be switched off by policy.
  }
}

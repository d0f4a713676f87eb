import { useSyncExternalStore } from 'react';

const NARROW = '(width < 48rem)';

const watch = (onChange: () => void): (() => void) => {
  const list = matchMedia(NARROW);
  list.addEventListener('change', onChange);
  return () => list.removeEventListener('change', onChange);
};

/** Whether the screen is that of a phone. */
export const useIsNarrow = (): boolean => useSyncExternalStore(watch, () => matchMedia(NARROW).matches);

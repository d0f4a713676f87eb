import { useSyncExternalStore } from 'react';
import { isPageNarrower, useRem } from '../../../ui/rem';

/** As the style sheets have it: 51em by `@container page`. */
const NARROW_REM = 51;

const watch = (onChange: () => void): (() => void) => {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
};

/** Whether the page is as narrow as on a phone, or its text so large that it comes to the same. */
export function useIsNarrow(): boolean {
  useRem();
  return useSyncExternalStore(watch, () => isPageNarrower(NARROW_REM));
}

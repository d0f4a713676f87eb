import { useSyncExternalStore } from 'react';
import { isPageNarrower, useRem } from '../../../ui/rem';

/** Below this the part of the page that the graph has, beside the list or alone, is no wider than 46 rem. */
const NARROW_REM = 75;

const watch = (onChange: () => void): (() => void) => {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
};

/** Whether the page is as narrow as on a phone or a tablet, or its text so large that it comes to the same. */
export function useIsNarrow(): boolean {
  useRem();
  return useSyncExternalStore(watch, () => isPageNarrower(NARROW_REM));
}

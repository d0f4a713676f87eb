import type { SyntheticEvent } from 'react';

/** For a button that goes away when it is pressed: the panel that it stands in takes the focus, so that keys go on from there. */
export function keepFocus({ currentTarget }: SyntheticEvent<HTMLElement>): void {
  currentTarget.closest<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
}

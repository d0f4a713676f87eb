import { type RefObject, useEffect } from 'react';

/** Esc in a field of `from` gives focus to `to`, where keys speak of the record again; a search that holds words is cleared first. */
export function useEscapeTo(from: RefObject<HTMLElement | null>, to: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = from.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const field = event.target instanceof Element ? event.target.closest('input, select') : null;
      if (event.key !== 'Escape' || event.isComposing || field === null) return;
      if (field instanceof HTMLInputElement && field.type === 'search' && field.value !== '') return;
      to.current?.focus({ preventScroll: true });
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [from, to]);
}

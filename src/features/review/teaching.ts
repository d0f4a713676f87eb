/** A pair of rows, and words that are selected in either of them, to be taught as meaning the same. */
export interface AskedToTeach {
  /** 0-based. */
  readonly left: number;
  readonly right: number;
  readonly selected: { readonly left: string; readonly right: string };
  readonly onClose: () => void;
}

/** Longer selections are no words to teach. */
const MOST_CHARACTERS = 200;

/** What is selected in the left record or in a candidate of the panel. */
export function selectedWords(panel: HTMLElement | null): AskedToTeach['selected'] {
  const selection = getSelection();
  const text = selection?.toString().trim().replace(/\s+/gu, ' ') ?? '';
  const at = selection?.anchorNode?.parentElement;
  if (!panel || !at || !panel.contains(at) || text === '' || text.length > MOST_CHARACTERS) return { left: '', right: '' };
  return at.closest('[data-tour="record"]') ? { left: text, right: '' } : { left: '', right: text };
}

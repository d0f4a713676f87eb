import { readEntry } from '../adapters/small-entries';
import { measureText } from '../ui/rem';

export const TEXT_SIZES = ['normal', 'large', 'larger'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export function textSizeOf(name: string | null): TextSize {
  return TEXT_SIZES.find((size) => size === name) ?? 'normal';
}

/** Everything on screen is measured in the size of text, so all of it grows; print stays as it is. */
export function applyTextSize(size: TextSize): void {
  if (size === 'normal') delete document.documentElement.dataset.text;
  else document.documentElement.dataset.text = size;
  measureText();
}

/** Before the first rendering, so that nothing jumps. */
export function applyRememberedTextSize(): void {
  applyTextSize(textSizeOf(readEntry('text-size')));
}

import type { OfflinePart } from '../../session/offline';

export const isWhole = ({ bytes, keptBytes }: OfflinePart): boolean => keptBytes === bytes;

/**
 * How far the page is kept: `shell` the program only, `part` something that was asked for is missing, `ready` all of it is there.
 */
export function howKept(parts: readonly OfflinePart[]): 'shell' | 'part' | 'ready' {
  const asked = parts.filter(({ id, isAsked }) => isAsked || id === 'shell');
  if (!asked.every(isWhole)) return 'part';
  return asked.length > 1 ? 'ready' : 'shell';
}

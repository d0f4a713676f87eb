/** The wait that a `Retry-After` header asks for (seconds, or a date), in ms and never negative; null where it says neither. @param now ms since 1970 */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

/** Host and port of an origin, as the badge of the page names it. */
export const hostOf = (origin: string): string => new URL(origin).host;

/** Time left as a person says it: in steps of five seconds, and in minutes from a minute and a half on. */
export function remainingTime(seconds: number): { readonly unit: 'seconds' | 'minutes'; readonly count: number } {
  if (seconds >= 90) return { unit: 'minutes', count: Math.round(seconds / 60) };
  if (seconds <= 5) return { unit: 'seconds', count: Math.max(1, Math.ceil(seconds)) };
  return { unit: 'seconds', count: Math.ceil(seconds / 5) * 5 };
}

const LONGEST = 31;

/**
 * Names that Excel accepts, in order: at most 31 UTF-16 units, without `[ ] : * ? / \` and control characters, without an
 * apostrophe at either end, not `History` (reserved), different from each other without regard to case. Empty becomes `Sheet`.
 */
export function legalSheetNames(wanted: readonly string[]): readonly string[] {
  const used = new Set<string>(['history']);
  return wanted.map((name) => {
    const legal = clean(name) || 'Sheet';
    let free = legal;
    for (let count = 2; used.has(free.toLowerCase()); count++) {
      const ending = ` (${count})`;
      free = cut(legal, LONGEST - ending.length) + ending;
    }
    used.add(free.toLowerCase());
    return free;
  });
}

function clean(name: string): string {
  const allowed = name.replace(/[[\]:*?/\\\p{Cc}]+/gu, ' ').replace(/ {2,}/g, ' ');
  return cut(allowed.replace(/^[\s']+|[\s']+$/g, ''), LONGEST).replace(/[\s']+$/, '');
}

/** At most `length` units, never half of a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

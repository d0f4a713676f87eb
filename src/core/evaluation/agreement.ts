/** How far two raters agree on the same cases. */
export interface Agreement {
  readonly cases: number;
  readonly agreed: number;
  /** `agreed / cases`, 0…1; null without cases. */
  readonly share: number | null;
  /** Cohen's kappa, −1…1: agreement beyond what chance alone would give; null where chance alone gives full agreement. */
  readonly kappa: number | null;
  /** 95 % interval of kappa, within −1…1; null with kappa. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

const Z_95 = 1.959963984540054;

/**
 * Agreement of two raters who put each case into one of any number of categories.
 *
 * Kappa after Cohen, "A coefficient of agreement for nominal scales" (1960); its standard error for samples after Fleiss, Cohen and
 * Everitt, "Large sample standard errors of kappa and weighted kappa" (1969), formula 13. The interval is the normal one, and wide
 * where cases are few. Both do not depend on who is first.
 *
 * @param first the category of each case by the first rater
 * @param second the same cases in the same order by the second rater
 *
 * O(cases): only the cells of the table that occur are counted, so categories may be as many as cases.
 */
export function measureAgreement(first: readonly string[], second: readonly string[]): Agreement {
  const cases = first.length;
  if (cases === 0) return { cases, agreed: 0, share: null, kappa: null, interval: null };
  const byFirst = countOf(first);
  const bySecond = countOf(second);
  const cells = new Map<string, { readonly a: string; readonly b: string; count: number }>();
  let agreed = 0;
  first.forEach((a, at) => {
    const b = second[at]!;
    if (a === b) agreed++;
    const key = JSON.stringify([a, b]);
    const cell = cells.get(key) ?? { a, b, count: 0 };
    cell.count++;
    cells.set(key, cell);
  });
  const share = agreed / cases;
  const shareOf = (counts: ReadonlyMap<string, number>, category: string): number => (counts.get(category) ?? 0) / cases;
  let chance = 0;
  for (const [category, count] of byFirst) chance += (count / cases) * shareOf(bySecond, category);
  if (1 - chance < 1e-12) return { cases, agreed, share, kappa: null, interval: null };
  const kappa = (share - chance) / (1 - chance);
  let agreeing = 0;
  let differing = 0;
  for (const { a, b, count } of cells.values()) {
    const part = count / cases;
    if (a === b) agreeing += part * (1 - chance - (shareOf(byFirst, a) + shareOf(bySecond, a)) * (1 - share)) ** 2;
    else differing += part * (shareOf(bySecond, a) + shareOf(byFirst, b)) ** 2;
  }
  const spread = agreeing + (1 - share) ** 2 * differing - (share * chance - 2 * chance + share) ** 2;
  const error = Math.sqrt(Math.max(0, spread) / cases) / (1 - chance) ** 2;
  const interval = { low: Math.max(-1, kappa - Z_95 * error), high: Math.min(1, kappa + Z_95 * error) };
  return { cases, agreed, share, kappa, interval };
}

function countOf(categories: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

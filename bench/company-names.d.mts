export function seededRandom(seed: number): () => number;
/** Two tables of `rows` names each and the truth as pairs of 0-based rows; nine rows of ten have a counterpart. */
export function companyNames(
  rows: number,
  seed?: number,
): { readonly left: string[]; readonly right: string[]; readonly truth: [left: number, right: number][] };
export function toCsv(names: readonly string[], prefix: string): string;

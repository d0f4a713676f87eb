import type { BlockingRule } from '../model/settings';
import { py } from './python-cleaning';

/**
 * Blocking rules in Python: exact keys and prefixes become columns for `merge_blocking`, which knows no ranges of numbers; those are
 * looked at afterwards, so that a link they forbid is left out.
 */
export function blockingKeyLines(rules: readonly BlockingRule[]): {
  readonly names: readonly string[];
  /** Before linking: fill `a` and `b`. */
  readonly lines: readonly string[];
  /** After linking: thin out `found`. */
  readonly filters: readonly string[];
} {
  const names: string[] = [];
  const lines: string[] = [];
  const filters: string[] = [];
  rules.forEach(({ left, right, key, length, tolerance }, at) => {
    if (key === 'numeric-range') {
      filters.push(
        `numbers = (pd.to_numeric(compared_left[${py(left)}], errors="coerce"), pd.to_numeric(compared_right[${py(right)}], errors="coerce"))`,
        'apart = (numbers[0].loc[found["left_row"] - 1].to_numpy() - numbers[1].loc[found["right_row"] - 1].to_numpy())',
        `found = found[abs(apart) <= ${tolerance ?? 0}]`,
      );
      return;
    }
    const name = `block_${at + 1}`;
    names.push(name);
    const cut = key === 'prefix' ? `.str[:${length ?? 3}]` : '';
    // A row without a key meets nothing: an absent value is in no group.
    const of = (frame: string, column: string): string =>
      `${frame}[${py(column)}].str.normalize("NFKC").str.strip().str.lower()${cut}.replace("", None)`;
    lines.push(`a[${py(name)}] = ${of('compared_left', left)}`, `b[${py(name)}] = ${of('compared_right', right)}`);
  });
  return { names, lines, filters };
}

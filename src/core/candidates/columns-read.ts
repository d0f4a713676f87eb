import type { MatchSettings } from '../model/settings';
import type { Sides } from '../model/types';

/** Settings as they count: where a table is compared with itself, its own columns stand on both sides. */
export function settingsWithin(settings: MatchSettings): MatchSettings {
  if (settings.task !== 'deduplicate') return settings;
  const mirror = <T extends { readonly left: string }>(rules: readonly T[]): T[] =>
    rules.map((rule) => ({ ...rule, right: rule.left }));
  return {
    ...settings,
    on: { left: settings.on.left, right: settings.on.left },
    blocking: mirror(settings.blocking),
    qualifiers: mirror(settings.qualifiers),
  };
}

/** Compared columns without the pairs of weight 0, which are as good as not compared; all of them where none would be left. */
export function weighedColumns({ on, weights }: MatchSettings): MatchSettings['on'] {
  const counts = (at: number): boolean => at >= on.left.length || weights[on.left[at]!] !== 0;
  if (!on.left.some((_, at) => counts(at))) return on;
  return { left: on.left.filter((_, at) => counts(at)), right: on.right.filter((_, at) => counts(at)) };
}

/** Columns that keep rows with equal texts apart: keys of blocks and qualifiers. */
export function keyColumns(settings: MatchSettings): Sides<string[]> {
  const rules = [...settings.blocking, ...settings.qualifiers];
  return { left: rules.map((rule) => rule.left), right: rules.map((rule) => rule.right) };
}

/** All columns of each side that a run with these settings reads. */
export function columnsRead(chosen: MatchSettings): Sides<ReadonlySet<string>> {
  const settings = settingsWithin(chosen);
  const keys = keyColumns(settings);
  const concept = settings.concept ? [settings.concept.id, ...(settings.concept.type ? [settings.concept.type] : [])] : [];
  return {
    left: new Set([...settings.on.left, ...keys.left]),
    right: new Set([...settings.on.right, ...keys.right, ...concept]),
  };
}

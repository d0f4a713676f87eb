import { partnersOf } from '../aliases/apply-aliases';
import { weighedColumns } from '../candidates/columns-read';
import { AUTO_THRESHOLD } from '../candidates/score/match-score';
import { stepsFor } from '../cleaning/steps';
import type { MatchSettings } from '../model/settings';
import type { Dataset, Side } from '../model/types';

/** Candidates that are kept of a variant: enough to tell what came before its own row. */
const CANDIDATES = 10;

/** Settings by which rows of one table are looked for in that table: as they are, with the columns of one side on both. */
export function oneSided(settings: MatchSettings, side: Side): MatchSettings {
  const mirror = <T extends { readonly left: string; readonly right: string }>(rule: T): T => ({
    ...rule,
    left: rule[side],
    right: rule[side],
  });
  const columns = weighedColumns(settings);
  const own = columns[side];
  const weights: Record<string, number> = {};
  own.forEach((name, at) => {
    const weight = settings.weights[columns.left[at] ?? ''];
    if (weight !== undefined) weights[name] = weight;
  });
  return {
    ...settings,
    task: 'link',
    on: { left: own, right: own },
    weights,
    cleaning: { left: settings.cleaning[side], right: settings.cleaning[side] },
    blocking: settings.blocking.map(mirror),
    qualifiers: settings.qualifiers.map(mirror),
    concept: null,
    aliases: settings.aliases?.map((group) => {
      const here = group.column === undefined ? undefined : ownName(settings, side, group.column);
      return here === undefined ? group : { ...group, column: here };
    }),
    candidatesPerRow: CANDIDATES,
    minimumScore: null,
  };
}

/** The column of a side that an alias of this column counts in; undefined where that is none. */
function ownName(settings: MatchSettings, side: Side, column: string): string | undefined {
  const { on, blocking, qualifiers } = settings;
  const names = [...on[side], ...[...blocking, ...qualifiers].map((rule) => rule[side])];
  return names.find((name) => partnersOf(settings, side, name).includes(column));
}

/** The threshold that links are suggested by; where all are, the automatic one. */
export const thresholdOf = ({ threshold }: MatchSettings): number => (typeof threshold === 'number' ? threshold : AUTO_THRESHOLD);

/** Columns of the file that settings and cleaning of a side read, and those whose cells end up in what is compared. */
export function fileColumns(
  table: Pick<Dataset, 'columns'>,
  settings: MatchSettings,
  side: Side,
): { readonly read: readonly string[]; readonly varied: readonly string[] } {
  const own = new Set(table.columns.map(({ name }) => name));
  const steps = settings.cleaning[side];
  const { on, blocking, qualifiers } = oneSided(settings, side);
  const within = (names: readonly string[]): string[] => {
    const used = stepsFor(steps, names);
    const made = new Set([...names, ...used.flatMap(({ columns }) => columns)]);
    return [...made].filter((name) => own.has(name));
  };
  const keys = [...blocking, ...qualifiers].map(({ left }) => left);
  return {
    read: within([...on.left, ...keys, ...steps.filter(({ isOff }) => !isOff).flatMap(({ columns }) => columns)]),
    varied: within(on.left),
  };
}

import { AppError } from '../model/errors';

/** Links between two lists of ids, columnar. Scores are 0…1. */
export interface CrosswalkPairs {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly score: Float32Array;
}

/** How scores are carried along: `product` as if steps were independent chances, `minimum` as strong as the weakest step. */
export type ChainRule = 'product' | 'minimum';

/** A way from the first list to the last. */
export interface ChainedLink {
  readonly left: string;
  readonly right: string;
  readonly score: number;
  /** Ids in between, one for every list but the first and last. */
  readonly via: readonly string[];
  /** Ways from this left to this right id, the best one included. */
  readonly paths: number;
}

/** An id at which a chain breaks off. */
export interface ChainGap {
  /** 0-based crosswalk in which the id stands. */
  readonly step: number;
  /** `right`: the next crosswalk does not go on from it. `left`: the crosswalk before does not lead to it. */
  readonly side: 'left' | 'right';
  readonly id: string;
}

export interface Chain {
  /** The best way for every two ids, by left id in order of first appearance, then score, then right id. */
  readonly links: readonly ChainedLink[];
  /** Further ways between the same two ids, best first. */
  readonly otherPaths: readonly ChainedLink[];
  readonly gaps: readonly ChainGap[];
  /** Pairs of each crosswalk that were used, without repeats and empty ids. */
  readonly pairCounts: readonly number[];
}

/** Ways that are followed at the most: more come from a crosswalk in which everything is linked to everything. */
export const MOST_CHAIN_PATHS = 2_000_000;

/**
 * Joins crosswalks A→B, B→C, … where the right ids of one are the left ids of the next, compared as text. Many-to-many pairs give
 * every combination; of several ways between the same two ids the best is the link and the others are listed (ties: the ids in
 * between in order of code units). A pair that stands several times counts once, with its best score; pairs with an empty id count
 * not at all. Ids at which a chain breaks off are listed. O(paths · log).
 *
 * @throws AppError `input/too-few-crosswalks`, `input/invalid-option` for a score outside 0…1, `input/too-many-rows`
 */
export function chainCrosswalks(crosswalks: readonly CrosswalkPairs[], rule: ChainRule = 'product'): Chain {
  if (crosswalks.length < 2) throw new AppError('input/too-few-crosswalks');
  const steps = crosswalks.map(groupByLeft);
  let paths: Path[] = [...steps[0]!].flatMap(([left, rights]) =>
    [...rights].map(([right, score]) => ({ ids: [left, right], score })),
  );
  for (const step of steps.slice(1)) {
    const next: Path[] = [];
    for (const { ids, score } of paths) {
      for (const [right, own] of step.get(ids.at(-1)!) ?? NOTHING) {
        next.push({ ids: [...ids, right], score: rule === 'product' ? score * own : Math.min(score, own) });
        if (next.length > MOST_CHAIN_PATHS)
          throw new AppError('input/too-many-rows', { rows: next.length, most: MOST_CHAIN_PATHS });
      }
    }
    paths = next;
  }
  return { ...rankPaths(paths), gaps: findGaps(steps), pairCounts: steps.map(countPairs) };
}

interface Path {
  readonly ids: readonly string[];
  readonly score: number;
}
type Step = ReadonlyMap<string, ReadonlyMap<string, number>>;
const NOTHING: ReadonlyMap<string, number> = new Map();

function groupByLeft({ left, right, score }: CrosswalkPairs): Step {
  const step = new Map<string, Map<string, number>>();
  for (const [row, cell] of left.entries()) {
    const from = cell.trim();
    const to = right[row]!.trim();
    const own = score[row]!;
    if (from === '' || to === '') continue;
    if (!(own >= 0 && own <= 1)) throw new AppError('input/invalid-option', { option: 'score' });
    const rights = step.get(from) ?? new Map<string, number>();
    rights.set(to, Math.max(own, rights.get(to) ?? 0));
    step.set(from, rights);
  }
  return step;
}

const countPairs = (step: Step): number => [...step.values()].reduce((sum, rights) => sum + rights.size, 0);

function rankPaths(paths: readonly Path[]): Pick<Chain, 'links' | 'otherPaths'> {
  const groups = new Map<string, Map<string, Path[]>>();
  for (const path of paths) {
    const rights = groups.get(path.ids[0]!) ?? new Map<string, Path[]>();
    const ways = rights.get(path.ids.at(-1)!);
    if (ways) ways.push(path);
    else rights.set(path.ids.at(-1)!, [path]);
    groups.set(path.ids[0]!, rights);
  }
  const links: ChainedLink[] = [];
  const otherPaths: ChainedLink[] = [];
  for (const rights of groups.values()) {
    const ranked = [...rights.values()].map((ways) => {
      ways.sort((a, b) => b.score - a.score || compareIds(a.ids, b.ids));
      return ways.map(({ ids, score }) => ({
        left: ids[0]!,
        right: ids.at(-1)!,
        score,
        via: ids.slice(1, -1),
        paths: ways.length,
      }));
    });
    ranked.sort(([a], [b]) => b!.score - a!.score || compareIds([a!.right], [b!.right]));
    for (const [best, ...others] of ranked) {
      links.push(best!);
      otherPaths.push(...others);
    }
  }
  return { links, otherPaths };
}

function findGaps(steps: readonly Step[]): ChainGap[] {
  const gaps: ChainGap[] = [];
  for (let at = 0; at + 1 < steps.length; at++) {
    const reached = new Set<string>();
    for (const rights of steps[at]!.values()) for (const right of rights.keys()) reached.add(right);
    for (const id of reached) if (!steps[at + 1]!.has(id)) gaps.push({ step: at, side: 'right', id });
    for (const id of steps[at + 1]!.keys()) if (!reached.has(id)) gaps.push({ step: at + 1, side: 'left', id });
  }
  return gaps;
}

function compareIds(a: readonly string[], b: readonly string[]): number {
  for (const [at, id] of a.entries()) {
    if (id !== b[at]) return id < b[at]! ? -1 : 1;
  }
  return 0;
}

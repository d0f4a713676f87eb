import { applyAliases } from '../aliases/apply-aliases';
import { weighedColumns } from '../candidates/columns-read';
import { createMatcher, type Matcher } from '../candidates/find-candidates';
import { throwIfCancelled } from '../model/errors';
import { nextTurn } from '../model/turns';
import type { Job, VectorSet } from '../model/types';
import { type ComparedTable, composeRecords, orderColumns } from '../text/records';
import { vectorAt } from '../vectors/dot-products';
import { type Contest, contestTable, newContest, settleByScore, settleByVectors } from './contest';
import { type Outcome, rankByVectors, readCandidates } from './outcomes';
import type { KindProbes, ProbePlan } from './probes';
import { reportSpots } from './report';
import type { WeakSpotReport } from './weak-spots';

/** Probes made ready: ask for their texts, bring vectors, then measure. */
export interface WeakSpotSearch {
  /** All distinct texts whose vectors are needed, rows before variants. */
  readonly texts: readonly string[];
  /**
   * @param vectors of `texts`, in their order; null: by letters alone
   * @throws AppError `job/cancelled`, `device/out-of-memory`
   */
  measure(vectors: VectorSet | null, job: Job): Promise<WeakSpotReport>;
}

/** Candidates of a variant among hard negatives of its row, all kinds together, and other rows. */
const CONTESTANTS = 30;

/**
 * Measures how well variants of rows find the rows that they were made of. Each kind is matched on its own, as a file of such rows would be,
 * so that variants of one row do not compete. Deterministic. About two matches of the sample with all rows a kind.
 */
export function createWeakSpotSearch(plan: ProbePlan): WeakSpotSearch {
  const { rows, settings, probes } = plan;
  const aliased = (table: ComparedTable): ComparedTable => applyAliases({ left: table, right: table }, settings).left;
  const shown = aliased(rows);
  const on = orderColumns({ left: shown, right: shown }, weighedColumns(settings));
  const records = composeRecords(shown, on.right);
  // Made anew each time, so that only one index is held.
  const matcherOf = (left: ComparedTable, right: ComparedTable, most: number): Matcher =>
    createMatcher({ left, right }, { ...settings, candidatesPerRow: most });
  const others = probes.filter(({ kind }) => !kind.isSame);
  const contest = contestTable(plan, others);
  const matchRows = ({ table }: KindProbes): Matcher => matcherOf(table, rows, settings.candidatesPerRow);
  const matchContest = ({ kind, table }: KindProbes): Matcher | null =>
    kind.isSame && others.length > 0 ? matcherOf(table, contest.table, CONTESTANTS) : null;
  const textsOf = new Map(probes.map((group) => [group, composeRecords(aliased(group.table), on.left)]));
  const numbers = new Map<string, number>();
  const take = (texts: readonly string[]): void => {
    for (const text of texts) if (!numbers.has(text)) numbers.set(text, numbers.size);
  };
  take(records.texts);
  for (const group of probes) {
    take(textsOf.get(group)!.texts);
    for (const matcher of [matchRows(group), matchContest(group)]) {
      take(matcher?.texts.right ?? []);
      take(matcher?.texts.left ?? []);
    }
  }

  return {
    texts: [...numbers.keys()],
    async measure(vectors, job) {
      const gather = (texts: readonly string[]): VectorSet | null => vectors && gatherVectors(vectors, numbers, texts);
      const all = gather(records.texts);
      const outcomes: Outcome[] = [];
      const dense = new Map<KindProbes, Contest>();
      const scored = new Map<KindProbes, Contest>();
      const wonBy = new Map<KindProbes, Contest>(others.map((group) => [group, newContest()]));
      for (const [at, group] of probes.entries()) {
        await nextTurn();
        throwIfCancelled(job.signal);
        job.progress(at, probes.length, 'pairs');
        const texts = textsOf.get(group)!;
        const silent: Job = { signal: job.signal, progress: () => {} };
        const own = gather(texts.texts);
        const matcher = matchRows(group);
        const found = await matcher.find(sidesOf(matcher, gather), silent);
        outcomes.push({
          probes: group,
          ...readCandidates(found.candidates, group, records),
          ...(all && own ? rankByVectors(group, texts, records, own, all) : { denseFirst: null, similarity: null }),
        });
        const match = matchContest(group);
        if (!match) continue;
        const { candidates } = await match.find(sidesOf(match, gather), silent);
        scored.set(group, settleByScore(candidates, group, contest, wonBy));
        if (own && all)
          dense.set(
            group,
            settleByVectors(group, texts, own, all, records, { ...contest, table: aliased(contest.table) }, on.left, gather),
          );
      }
      job.progress(1, 1, 'pairs');
      return reportSpots(plan, outcomes, { dense, scored, wonBy });
    },
  };
}

function gatherVectors(vectors: VectorSet, numbers: ReadonlyMap<string, number>, texts: readonly string[]): VectorSet {
  const data = new Float32Array(texts.length * vectors.dimensions);
  texts.forEach((text, at) => {
    data.set(vectorAt(vectors, numbers.get(text)!), at * vectors.dimensions);
  });
  return { ...vectors, data };
}

function sidesOf({ texts }: Matcher, gather: (texts: readonly string[]) => VectorSet | null) {
  const left = gather(texts.left);
  const right = left && gather(texts.right);
  return left && right ? { left, right } : null;
}

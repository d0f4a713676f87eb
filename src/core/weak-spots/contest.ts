import type { CandidateSet, VectorSet } from '../model/types';
import { type ComparedTable, composeRecords, type RecordSet } from '../text/records';
import { vectorAt } from '../vectors/dot-products';
import { textAt } from './outcomes';
import { type KindProbes, type ProbePlan, stackTables } from './probes';

/** Comparisons of variants with hard negatives of the same row, and how many the hard negative won. */
export interface Contest {
  count: number;
  won: number;
}
export const newContest = (): Contest => ({ count: 0, won: 0 });

/** The rows of the sample, then hard negatives of all kinds: who may be taken for whom. */
export interface ContestTable {
  readonly table: ComparedTable;
  /** Row of the plan that each row is, or was made of. */
  readonly rowOf: Uint32Array;
  /** Kind of hard negative of each row; null for a row itself. */
  readonly kindOf: readonly (KindProbes | null)[];
}

export function contestTable({ rows, sample }: ProbePlan, others: readonly KindProbes[]): ContestTable {
  const parts = [{ table: rows, rows: [...sample] }, ...others.map(({ table, rowOf }) => ({ table, rows: [...rowOf.keys()] }))];
  return {
    table: stackTables(parts),
    rowOf: Uint32Array.from([...sample, ...others.flatMap(({ rowOf }) => [...rowOf])]),
    kindOf: [...Array.from(sample, () => null), ...others.flatMap((group) => Array.from(group.rowOf, () => group))],
  };
}

export function settleByScore(
  candidates: CandidateSet,
  { rowOf }: KindProbes,
  contest: ContestTable,
  wonBy: ReadonlyMap<KindProbes, Contest>,
): Contest {
  const own = newContest();
  const rivals = rivalsOf(contest);
  rowOf.forEach((row, at) => {
    const scores = new Map<number, number>();
    for (let pair = candidates.offsets[at]!; pair < candidates.offsets[at + 1]!; pair++) {
      scores.set(candidates.right[pair]!, candidates.matchScore[pair]!);
    }
    const { self, others } = rivals.get(row)!;
    const mine = scores.get(self) ?? 0;
    for (const rival of others) {
      const isWon = (scores.get(rival) ?? 0) > mine;
      count(own, isWon);
      count(wonBy.get(contest.kindOf[rival]!)!, isWon);
    }
  });
  return own;
}

export function settleByVectors(
  { rowOf }: KindProbes,
  texts: RecordSet,
  own: VectorSet,
  all: VectorSet,
  records: RecordSet,
  contest: ContestTable,
  on: readonly string[],
  gather: (texts: readonly string[]) => VectorSet | null,
): Contest {
  const told = newContest();
  const set = composeRecords(contest.table, on);
  const rivalVectors = gather(set.texts)!;
  const rivals = rivalsOf(contest);
  rowOf.forEach((row, at) => {
    const vector = vectorAt(own, textAt(texts, at));
    const mine = cosine(vector, vectorAt(all, textAt(records, row)));
    for (const rival of rivals.get(row)!.others) count(told, cosine(vector, vectorAt(rivalVectors, textAt(set, rival))) > mine);
  });
  return told;
}

function count(contest: Contest, isWon: boolean): void {
  contest.count++;
  if (isWon) contest.won++;
}

function rivalsOf({ rowOf, kindOf }: ContestTable): Map<number, { self: number; others: number[] }> {
  const found = new Map<number, { self: number; others: number[] }>();
  rowOf.forEach((row, at) => {
    if (kindOf[at] === null) found.set(row, { self: at, others: [] });
    else found.get(row)!.others.push(at);
  });
  return found;
}

function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

import { useMemo } from 'react';
import { LEAST_MATCHES } from '../../core/tuning/options';
import type { SessionState } from '../../session/contract';
import { countPairs, type PairCounts, pairsOfDecisions } from '../../session/tuning/training-source';

/** What a person decided, as a training counts it. */
export interface Decided {
  /** Answers by verdict, in the order in which they are shown. */
  readonly answers: readonly (readonly [AnswerKind, number])[];
  readonly pairs: PairCounts;
  /** Matches that are wanting before a training can start. */
  readonly missing: number;
}

export type AnswerKind = 'accepted' | 'none' | 'absent' | 'unsure' | 'confirmed' | 'changed';

/** null where nothing was matched yet. O(decided rows) whenever something is decided. */
export function useDecided(state: SessionState): Decided | null {
  const { project, review, clusters } = state;
  const version = review?.version ?? clusters?.version ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the books are the same objects all along; the version tells of a change.
  return useMemo(() => {
    const pairs = pairsOfDecisions(state);
    if (!pairs) return null;
    const isWithin = project?.settings.task === 'deduplicate';
    const counts = countPairs(pairs, isWithin);
    const answers = isWithin ? placedAnswers(state) : decidedAnswers(state);
    return { answers, pairs: counts, missing: Math.max(0, LEAST_MATCHES - counts.matches) };
  }, [project?.id, project?.settings.task, review?.candidates, clusters?.graph, version]);
}

function decidedAnswers({ review }: SessionState): Decided['answers'] {
  const counts = { accepted: 0, none: 0, absent: 0, unsure: 0 };
  for (const left of review?.book.decidedRows() ?? []) {
    const status = review!.book.statusOf(left);
    if (status !== 'pending') counts[status]++;
  }
  return (['accepted', 'none', 'absent', 'unsure'] as const).map((kind) => [kind, counts[kind]]);
}

function placedAnswers({ clusters }: SessionState): Decided['answers'] {
  const counts = { confirmed: 0, changed: 0 };
  for (let row = 0; clusters && row < clusters.graph.rowCount; row++) {
    const placement = clusters.book.placementOf(row);
    if (placement?.group === row) counts[placement.isConfirmed ? 'confirmed' : 'changed']++;
  }
  return (['confirmed', 'changed'] as const).map((kind) => [kind, counts[kind]]);
}

import type { BlockingReport } from '../../core/candidates/blocking/blocking';
import { findConflicts } from '../../core/links/conflicts';
import type { MatchSettings } from '../../core/model/settings';
import type { CandidateSet } from '../../core/model/types';
import type { RunResult } from '../../session/engine';
import type { MatchResult } from './contract';
import { CARDINALITIES } from './match-options';

/** A run as plain rows, the shape that scripts read. */
export function toMatchResult(
  found: RunResult,
  settings: MatchSettings,
  blocking: BlockingReport | null,
  parseMs: number,
  totalMs: number,
): MatchResult {
  return {
    candidates: listCandidates(found.candidates),
    links: found.links.map(({ left, right, matchScore }) => ({ left, right, score: matchScore })),
    threshold: found.threshold,
    conflicts: listConflicts(found),
    blocking: blocking && listBlocking(blocking),
    truncated: [],
    timings: { parse: parseMs, ...found.timings, total: totalMs },
    model: found.model ?? { id: '', sha256: '', device: 'none', threads: 0, fallback: null },
    settings: {
      leftOn: settings.on.left,
      rightOn: settings.on.right,
      cardinality: [...CARDINALITIES].find(([, value]) => value === settings.cardinality)?.[0],
      k: settings.candidatesPerRow,
      score: settings.score,
      threshold: settings.threshold,
      model: settings.model,
      adapter: settings.adapter ?? null,
      device: settings.device,
      minimumScore: settings.minimumScore,
      blocking: settings.blocking,
      weights: settings.weights,
      qualifiers: settings.qualifiers,
      limits: settings.limits,
      cleaning: settings.cleaning,
      aliases: settings.aliases ?? [],
    },
  };
}

function listConflicts({ candidates, links, threshold }: RunResult): MatchResult['conflicts'] {
  const { left, right, lostTo, gap } = findConflicts(candidates, links, threshold);
  return Array.from(left, (row, at) => ({ left: row, right: right[at]!, lostTo: lostTo[at]!, gap: gap[at]! }));
}

function listBlocking(report: BlockingReport): NonNullable<MatchResult['blocking']> {
  const { pairCount, allPairs, shareCut, emptyKeys, unpairedRows } = report;
  return {
    pairCount,
    allPairs,
    shareCut,
    emptyLeft: [...emptyKeys.left],
    emptyRight: [...emptyKeys.right],
    unpairedLeft: [...unpairedRows.left],
    unpairedRight: [...unpairedRows.right],
  };
}

function listCandidates(set: CandidateSet): MatchResult['candidates'] {
  const list: MatchResult['candidates'][number][] = [];
  for (let left = 0; left < set.leftCount; left++) {
    const from = set.offsets[left]!;
    for (let at = from; at < set.offsets[left + 1]!; at++) {
      list.push({
        left,
        right: set.right[at]!,
        rank: at - from + 1,
        score: set.matchScore[at]!,
        similarity: orNull(set.similarity[at]!),
        lexical: orNull(set.lexical[at]!),
      });
    }
  }
  return list;
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

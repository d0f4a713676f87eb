import type { MatchSettings } from '../../core/model/settings';
import type { CandidateSet } from '../../core/model/types';
import type { RunResult } from '../../session/engine';
import type { MatchResult } from './contract';
import { CARDINALITIES } from './match-options';

/** A run as plain rows, the shape that scripts read. */
export function toMatchResult(found: RunResult, settings: MatchSettings, parseMs: number, totalMs: number): MatchResult {
  return {
    candidates: listCandidates(found.candidates),
    links: found.links.map(({ left, right, matchScore }) => ({ left, right, score: matchScore })),
    threshold: found.threshold,
    timings: { parse: parseMs, ...found.timings, total: totalMs },
    model: found.model ?? { id: '', sha256: '', device: 'none', threads: 0 },
    settings: {
      leftOn: settings.on.left,
      rightOn: settings.on.right,
      cardinality: [...CARDINALITIES].find(([, value]) => value === settings.cardinality)?.[0],
      k: settings.candidatesPerRow,
      score: settings.score,
      threshold: settings.threshold,
      model: settings.model,
    },
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

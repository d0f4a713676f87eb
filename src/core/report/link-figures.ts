import { type DecisionBook, entriesInForce, type MergeEntry, openDecisionBook } from '../decisions/log';
import { openDifferences } from '../decisions/merge';
import { estimateFromSample, type SampleEstimate } from '../evaluation/sample/estimate-from-sample';
import { drawSample, readSample } from '../evaluation/sample/read-sample';
import { areEnough, estimatedThresholds } from '../evaluation/sample/shown-thresholds';
import { scoreHistogram } from '../evaluation/score-histogram';
import { standingSuggestions } from '../links/standing-links';
import type { Cardinality } from '../model/types';
import type { LinkedFacts } from './report-input';

/** What became of a left row. `rule`: linked without a person having decided it. `open`: neither linked nor decided. */
export const FATES = ['person', 'rule', 'none', 'absent', 'unsure', 'open'] as const;
export type Fate = (typeof FATES)[number];

export interface LinkFigures {
  readonly leftRows: number;
  readonly rightRows: number;
  readonly pairs: number;
  /** Left rows without any candidate. */
  readonly withoutCandidates: number;
  readonly links: { readonly person: number; readonly rule: number };
  /** Right rows in at least one link. */
  readonly linkedRight: number;
  readonly fates: Readonly<Record<Fate, number>>;
  /** `bins[i]` are left rows whose best score is in `i / bins.length` up to the next one; a score of 1 is in the last. */
  readonly bins: readonly Readonly<Record<Fate, number>>[];
  readonly people: readonly Person[];
  readonly merges: readonly MergeEntry[];
  readonly openDifferences: number;
  readonly sample: SampleFigures;
}

export interface Person {
  /** null: no name was given. */
  readonly by: string | null;
  readonly entries: number;
}

export interface SampleFigures {
  readonly size: number;
  readonly answered: number;
  readonly unsure: number;
  /** null where too few are answered. */
  readonly estimate: SampleEstimate | null;
}

const BINS = 20;

/** Counts a linkage, and estimates how right it is from the guided sample. O(candidates + log), and about 0.1 s for the estimate. */
export function measureLinkage(facts: LinkedFacts, cardinality: Cardinality): LinkFigures {
  const { candidates, suggested, threshold, entries } = facts;
  const { leftCount, rightCount } = candidates;
  const book = openDecisionBook(entries);
  const linkedRight = new Uint8Array(rightCount);
  const byRule = new Uint8Array(leftCount);
  const links = { person: 0, rule: 0 };
  for (const left of book.decidedRows()) {
    for (const right of book.acceptedOf(left)) {
      links.person++;
      linkedRight[right] = 1;
    }
  }
  for (const { left, right } of standingSuggestions(book, suggested, cardinality)) {
    links.rule++;
    byRule[left] = 1;
    linkedRight[right] = 1;
  }
  const drawn = drawSample(candidates);
  const fateOfRow = (left: number): Fate => fateOf(book, left, byRule[left] === 1);
  const fates = noFates();
  for (let left = 0; left < leftCount; left++) fates[fateOfRow(left)]++;
  const { bins, without } = scoreHistogram(drawn.top.scores, FATES, fateOfRow, BINS);
  const { review, answered, unsure } = readSample(book, drawn);
  const size = drawn.sample.length;
  return {
    leftRows: leftCount,
    rightRows: rightCount,
    pairs: candidates.right.length,
    withoutCandidates: without,
    links,
    linkedRight: linkedRight.reduce((sum, is) => sum + is, 0),
    fates,
    bins,
    people: peopleOf(entries),
    merges: entriesInForce(entries).filter((entry): entry is MergeEntry => entry.kind === 'merge'),
    openDifferences: openDifferences(entries).size,
    sample: {
      size,
      answered,
      unsure,
      estimate: areEnough(answered, size) ? estimateFromSample(review, estimatedThresholds(threshold)) : null,
    },
  };
}

function fateOf(book: DecisionBook, left: number, isLinkedByRule: boolean): Fate {
  const status = book.statusOf(left);
  if (status === 'accepted') return 'person';
  if (status !== 'pending') return status;
  return isLinkedByRule ? 'rule' : 'open';
}

const noFates = (): Record<Fate, number> => ({ person: 0, rule: 0, none: 0, absent: 0, unsure: 0, open: 0 });

/** An entry of any log, with those of another reviewer that it brought. */
interface Signed {
  readonly by?: string;
  readonly theirs?: readonly Signed[];
}

/** Who wrote how many entries of a log, most first; those that a merge brought are theirs. */
export function peopleOf(entries: readonly Signed[]): Person[] {
  const counts = new Map<string | null, number>();
  for (const entry of entries) {
    const by = entry.by ?? null;
    counts.set(by, (counts.get(by) ?? 0) + 1);
    if (!entry.theirs) continue;
    const reviewer = 'reviewer' in entry ? String(entry.reviewer) : null;
    for (const person of peopleOf(entry.theirs)) {
      const name = person.by ?? reviewer;
      counts.set(name, (counts.get(name) ?? 0) + person.entries);
    }
  }
  return Array.from(counts, ([by, count]) => ({ by, entries: count })).sort((a, b) => b.entries - a.entries);
}

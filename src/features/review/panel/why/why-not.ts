import type { RowExplanation } from '../../../../core/candidates/explain-rows';
import { rightIsUnique } from '../../../../core/decisions/verdicts';
import type { Dataset } from '../../../../core/model/types';
import { cellAt, columnIndex } from '../../../../core/table/cells';
import type { ReviewState } from '../../../../session/contract';
import { shownScore } from './pair-scores';

/** Why a right row is not the partner of a left one; a key below `why.not` and what fills it in. Rows and places are 1-based. */
export interface WhyNotReason {
  readonly code:
    | 'textLeft'
    | 'textRight'
    | 'otherType'
    | 'keyDiffers'
    | 'keyFar'
    | 'keyLeft'
    | 'keyRight'
    | 'keyUnreadable'
    | 'notFound'
    | 'notFoundMeaning'
    | 'notFoundLetters'
    | 'sameConcept'
    | 'belowMinimum'
    | 'beyond'
    | 'belowThreshold'
    | 'lostTo'
    | 'betterOther'
    | 'leftOut'
    | 'linked'
    | 'accepted'
    | 'refused'
    | 'heldBy'
    | 'otherAccepted'
    | 'recordClosed';
  readonly row?: number;
  readonly score?: number;
  readonly limit?: number;
  readonly place?: number;
  readonly letters?: number;
  readonly of?: number;
  readonly columns?: string;
  /** A left row to go to. */
  readonly goTo?: number;
}

/**
 * Why a right row is not (or is) the partner of a left row, in the order in which a match would have met the reasons; decisions of a
 * person come last, as they stand above the rest. Never empty.
 *
 * @param compared the right table as it is compared
 */
export function whyNot(
  review: ReviewState,
  compared: Dataset,
  left: number,
  right: number,
  found: RowExplanation,
): readonly WhyNotReason[] {
  return [...whyNotFound(review, compared, left, right, found), ...whyNotDecided(review, left, right)];
}

function whyNotFound(
  review: ReviewState,
  compared: Dataset,
  left: number,
  right: number,
  { textless, between, pair, rank, found }: RowExplanation,
): readonly WhyNotReason[] {
  const { candidates, settings, threshold, suggested, suggestedOf } = review;
  const { concept } = settings;
  if (textless.includes('left')) return [{ code: 'textLeft' }];
  if (textless.includes('right')) {
    const isFilled = settings.on.right.some((name) => cellOf(compared, name, right).trim() !== '');
    return [{ code: isFilled && concept?.type ? 'otherType' : 'textRight' }];
  }
  if (between) {
    const rule = settings.blocking[between.rule]!;
    const columns = rule.left === rule.right ? rule.left : `${rule.left} ↔ ${rule.right}`;
    const { left: one, right: other } = between.states;
    if (one === 'empty') return [{ code: 'keyLeft', columns }];
    if (other === 'empty') return [{ code: 'keyRight', columns }];
    if (one === 'unreadable' || other === 'unreadable') return [{ code: 'keyUnreadable', columns }];
    return [{ code: rule.key === 'numeric-range' ? 'keyFar' : 'keyDiffers', columns }];
  }
  if (!pair) return [];
  if (!pair.isInPool) {
    if (!found) return [{ code: 'notFound' }];
    const places = { letters: found.letters, of: found.of };
    if (found.meaning === null) return [{ code: 'notFoundLetters', ...places }];
    return [{ code: 'notFoundMeaning', place: found.meaning, ...places }];
  }
  const score = shownScore(review, left, right);
  if (Number.isNaN(score)) {
    const list = candidates.right.subarray(candidates.offsets[left]!, candidates.offsets[left + 1]!);
    const id = concept ? cellOf(compared, concept.id, right).trim() : '';
    const alias = concept && id !== '' ? list.find((other) => cellOf(compared, concept.id, other).trim() === id) : undefined;
    if (alias !== undefined) return [{ code: 'sameConcept', row: alias + 1 }];
    const minimum = settings.minimumScore;
    if (minimum !== null && pair.score < minimum) return [{ code: 'belowMinimum', score: pair.score, limit: minimum }];
    return [{ code: 'beyond', score: pair.score, limit: settings.candidatesPerRow, place: rank?.place ?? 0, of: rank?.of ?? 0 }];
  }
  if (suggested.some((link) => link.left === left && link.right === right)) return [{ code: 'linked', score }];
  const reasons: WhyNotReason[] = [];
  if (score < threshold) reasons.push({ code: 'belowThreshold', score, limit: threshold });
  const holder = rightIsUnique(settings.cardinality) ? suggested.find((link) => link.right === right) : undefined;
  if (holder) reasons.push({ code: 'lostTo', row: holder.left + 1, score: holder.matchScore, goTo: holder.left });
  const other = suggestedOf[left]!;
  const better = other < 0 ? Number.NaN : shownScore(review, left, other);
  if (other >= 0 && reasons.length === 0) reasons.push({ code: 'betterOther', row: other + 1, score: better });
  // Such as limits on one side, or links that gain more without it.
  return reasons.length > 0 ? reasons : [{ code: 'leftOut', score }];
}

function whyNotDecided({ book, settings }: ReviewState, left: number, right: number): readonly WhyNotReason[] {
  const reasons: WhyNotReason[] = [];
  const accepted = book.acceptedOf(left);
  if (accepted.includes(right)) return [{ code: 'accepted' }];
  const { record, pairs } = book.verdictsOf(left);
  if (pairs.get(right) === 'non-match') reasons.push({ code: 'refused' });
  if (accepted.length > 0) reasons.push({ code: 'otherAccepted', row: accepted[0]! + 1 });
  if (record !== null && accepted.length === 0) reasons.push({ code: 'recordClosed' });
  const holder = rightIsUnique(settings.cardinality) ? book.holdersOf(right).find((other) => other !== left) : undefined;
  if (holder !== undefined) reasons.push({ code: 'heldBy', row: holder + 1, goTo: holder });
  return reasons;
}

function cellOf(table: Dataset, name: string, row: number): string {
  const column = columnIndex(table, name);
  return column < 0 ? '' : cellAt(table, column, row);
}

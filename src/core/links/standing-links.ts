import type { DecisionBook } from '../decisions/log';
import { leftIsUnique, rightIsUnique } from '../decisions/verdicts';
import type { Cardinality, Link } from '../model/types';

/** Suggested links that no decision speaks against, in their order: with what a person accepted, they are the links of a review. */
export function* standingSuggestions(book: DecisionBook, suggested: readonly Link[], cardinality: Cardinality): Generator<Link> {
  for (const link of suggested) {
    const { left, right } = link;
    const verdicts = book.verdictsOf(left);
    if (verdicts.record !== null || verdicts.pairs.has(right)) continue;
    if (leftIsUnique(cardinality) && book.acceptedOf(left).length > 0) continue;
    if (rightIsUnique(cardinality) && book.holdersOf(right).length > 0) continue;
    yield link;
  }
}

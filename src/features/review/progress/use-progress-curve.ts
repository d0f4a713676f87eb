import { useEffect, useState } from 'react';
import { type ProgressCurve, progressCurve } from '../../../core/decisions/progress-curve';
import type { ReviewState } from '../../../session/contract';
import { runInPortions } from '../../../ui/in-portions';
import { paceBookOf } from './use-pace';

/** The curve of the log as it is now, a little at a time; null until then. */
export function useProgressCurve(
  { book, version }: Pick<ReviewState, 'book' | 'version'>,
  isMine: Uint8Array | null,
): ProgressCurve | null {
  const [curve, setCurve] = useState<ProgressCurve | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  useEffect(() => runInPortions(progressCurve(book.entries, paceBookOf(book), isMine), setCurve), [book, version, isMine]);
  return curve;
}

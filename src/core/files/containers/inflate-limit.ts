import { AppError } from '../../model/errors';

/** What a file may grow to, and how much more than compressed once that is worth a look. */
export const MOST_INFLATED = 2 ** 31;
const RATIO_FROM = 16 * 2 ** 20;
const MOST_RATIO = 400;

/**
 * Counts what comes out of a compressed file; what it declares is not believed.
 *
 * @param compressed bytes that went in so far
 * @param part `inflated`: bytes that came out of other parts of the same file
 */
export function createInflateLimit(
  file: string,
  compressed: () => number,
  part: { readonly inflated: number; readonly mostRatio?: number | undefined } = { inflated: 0 },
): { count(bytes: number): void } {
  const { inflated: before, mostRatio = MOST_RATIO } = part;
  let inflated = 0;
  return {
    count(bytes) {
      inflated += bytes;
      if (before + inflated > MOST_INFLATED || (inflated > RATIO_FROM && inflated > compressed() * mostRatio)) {
        throw new AppError('file/too-large-inside', { file });
      }
    },
  };
}

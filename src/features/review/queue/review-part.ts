import { MOST_REVIEWERS, type ReviewPart, SHARED_PERCENTS } from '../../../core/decisions/split';

/** The first choice of somebody who says that there are several. */
export const FIRST_PART: ReviewPart = { reviewer: 1, reviewers: 2, by: 'rows', keepsEqual: false, sharedPercent: 0 };

/** As it stands in the address: `1.2.rows`, with `.equal` and `.10` where equal rows stay together and ten percent are for everybody. */
export function writePart({ reviewer, reviewers, by, keepsEqual, sharedPercent }: ReviewPart): string {
  const more = [...(keepsEqual ? ['equal'] : []), ...(sharedPercent > 0 ? [sharedPercent] : [])];
  return [reviewer, reviewers, by, ...more].join('.');
}

/** null for what is missing or odd. */
export function readPart(text: string | null): ReviewPart | null {
  const found = /^([1-9])\.([2-9])\.(rows|blocks)(\.equal)?(?:\.(\d+))?$/.exec(text ?? '');
  if (!found) return null;
  const [, me, all, by, equal, percent = '0'] = found;
  const [reviewer, reviewers] = [Number(me), Number(all)];
  const sharedPercent = SHARED_PERCENTS.find((one) => one === Number(percent));
  if (reviewer > reviewers || reviewers > MOST_REVIEWERS || sharedPercent === undefined) return null;
  return { reviewer, reviewers, by: by === 'blocks' ? 'blocks' : 'rows', keepsEqual: equal !== undefined, sharedPercent };
}

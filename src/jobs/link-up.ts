import { findConceptLinks } from '../core/candidates/concepts';
import { type AskedLinks, thresholdInForce } from '../core/links/auto-threshold';
import { findLinks } from '../core/links/suggest-links';
import type { CandidateSet, Job, Link } from '../core/model/types';

/** Links of candidates; with a concept for every right row, rows of one concept count as one. An automatic threshold is that of the candidates. */
export const linkUp = (
  candidates: CandidateSet,
  conceptOf: Uint32Array | undefined,
  asked: AskedLinks,
  job: Job,
): Promise<Link[]> => {
  const settings = { ...asked, threshold: thresholdInForce(asked.threshold, candidates) };
  return conceptOf ? findConceptLinks(candidates, conceptOf, settings, job) : findLinks(candidates, settings, job);
};

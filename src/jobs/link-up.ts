import { findConceptLinks } from '../core/candidates/concepts';
import { findLinks, type LinkSettings } from '../core/links/suggest-links';
import type { CandidateSet, Job, Link } from '../core/model/types';

/** Links of candidates; with a concept for every right row, rows of one concept count as one. */
export const linkUp = (
  candidates: CandidateSet,
  conceptOf: Uint32Array | undefined,
  settings: LinkSettings,
  job: Job,
): Promise<Link[]> => (conceptOf ? findConceptLinks(candidates, conceptOf, settings, job) : findLinks(candidates, settings, job));

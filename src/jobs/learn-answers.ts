import { conceptsOf } from '../core/candidates/concepts';
import { learnFromAnswers } from '../core/learning/learn-from-answers';
import { changedBest, programCandidates, programScoresOf } from '../core/learning/learned-review';
import { scoreByAnswers } from '../core/learning/score-by-answers';
import { cellsOf } from '../core/table/cells';
import type { Handlers } from '../rpc/serve';
import { linkUp } from './link-up';

/** Refits the scores of a review to its answers, always from those of the program, and links it anew. */
export const learnAnswers: NonNullable<Handlers['learnAnswers']> = async (request, job) => {
  const { program, answers, settings, concepts } = request;
  const before = program ? programCandidates(request.candidates, program) : request.candidates;
  const places = program ? answers.places.map((place) => program.from[place]!) : answers.places;
  const { score, report } = learnFromAnswers(before, { ...answers, places });
  const rescored = scoreByAnswers(score, before);
  const { candidates } = rescored;
  const conceptOf = concepts && conceptsOf(cellsOf(concepts));
  const linksBefore = (await linkUp(before, conceptOf, settings, job)).length;
  const links = await linkUp(candidates, conceptOf, settings, job);
  const change = { best: changedBest(before, candidates), linksBefore, linksAfter: links.length };
  return { answer: { candidates, links, score, report, change, program: programScoresOf(before, rescored) } };
};

/** The program's own scores, and the links of these. */
export const forgetAnswers: NonNullable<Handlers['forgetAnswers']> = async (request, job) => {
  const { program, settings, concepts } = request;
  const candidates = programCandidates(request.candidates, program);
  const conceptOf = concepts && conceptsOf(cellsOf(concepts));
  return { answer: { candidates, links: await linkUp(candidates, conceptOf, settings, job) } };
};

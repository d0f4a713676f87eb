import { learnPairScores, scoreAllPairs, scorePairs } from '../core/evaluation/pair-scores';
import type { Handlers } from '../rpc/serve';
import { assembleVectors } from './assemble-vectors';

/** Scores given pairs of rows, or all pairs of one table. */
export const scorePairsOfRows: NonNullable<Handlers['scorePairs']> = async ({ texts, shards, adapter, pairs, score }, job) => {
  const { left, right } = texts;
  const vectors = assembleVectors(left.texts.length + right.texts.length, shards, adapter);
  const answer = pairs
    ? await scorePairs({ left, right, vectors }, pairs.left, pairs.right, score, job)
    : await scoreAllPairs(left, vectors, score, job);
  return { answer, transfer: [answer.buffer] };
};

/** Scores given pairs of rows by examples among them. */
export const learnPairScoresOfRows: NonNullable<Handlers['learnPairScores']> = async (
  { texts, shards, adapter, pairs, examples },
  job,
) => {
  const { left, right } = texts;
  const vectors = assembleVectors(left.texts.length + right.texts.length, shards, adapter);
  const answer = await learnPairScores({ left, right, vectors }, pairs.left, pairs.right, examples, job);
  return { answer, transfer: [answer.scores.buffer] };
};

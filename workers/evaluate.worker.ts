import { classify } from '../src/jobs/classify';
import { estimateSample } from '../src/jobs/estimate-sample';
import { evaluate } from '../src/jobs/evaluate';
import { learn } from '../src/jobs/learn';
import { learnPairScoresOfRows, scorePairsOfRows } from '../src/jobs/score-pairs';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, {
  scorePairs: scorePairsOfRows,
  learnPairScores: learnPairScoresOfRows,
  classify,
  evaluate,
  estimateSample,
  learn,
});

import { adaptVectors } from '../src/jobs/adapt-shard';
import { aliasHandlers } from '../src/jobs/aliases';
import { chain, guessCrosswalks } from '../src/jobs/chain';
import { classifyHandlers } from '../src/jobs/classify';
import { groupHandlers } from '../src/jobs/compare-groups';
import { composeTexts } from '../src/jobs/compose-texts';
import { estimateSample } from '../src/jobs/estimate-sample';
import { evaluate, evaluateScores, guessTruthColumn, guessTruthFile } from '../src/jobs/evaluate';
import { clusterCurve, evaluateClusters, guessClusterColumns, measurePartition } from '../src/jobs/evaluate-clusters';
import { labelPairs } from '../src/jobs/label-pairs';
import { learn } from '../src/jobs/learn';
import { forgetAnswers, learnAnswers } from '../src/jobs/learn-answers';
import { learnPairScoresOfRows, scorePairsOfRows } from '../src/jobs/score-pairs';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, {
  ...aliasHandlers,
  ...classifyHandlers,
  ...groupHandlers,
  composeTexts,
  adaptVectors,
  scorePairs: scorePairsOfRows,
  learnPairScores: learnPairScoresOfRows,
  evaluate,
  evaluateScores,
  evaluateClusters,
  guessClusterColumns,
  labelPairs,
  measurePartition,
  clusterCurve,
  guessTruthFile,
  guessTruthColumn,
  estimateSample,
  learn,
  learnAnswers,
  forgetAnswers,
  chain,
  guessCrosswalks,
});

import { classify } from '../src/jobs/classify';
import { evaluate } from '../src/jobs/evaluate';
import { learn } from '../src/jobs/learn';
import { scorePairsOfRows } from '../src/jobs/score-pairs';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { scorePairs: scorePairsOfRows, classify, evaluate, learn });

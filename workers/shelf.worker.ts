import { createModelHandlers } from '../src/jobs/take-model';
import { type ServerPort, serve } from '../src/rpc/serve';
import { describeModelFolder } from '../src/core/models/describe-model-folder';

serve(globalThis as unknown as ServerPort, createModelHandlers(describeModelFolder));

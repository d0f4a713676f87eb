import { createStoredVectors } from '../src/adapters/stored-vectors';
import { createTuneHandlers } from '../src/jobs/tune';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, createTuneHandlers(createStoredVectors()));

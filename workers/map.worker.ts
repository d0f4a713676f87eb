import { createStoredVectors } from '../src/adapters/stored-vectors';
import { createMapHandlers } from '../src/jobs/draw-map';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, createMapHandlers(createStoredVectors()));

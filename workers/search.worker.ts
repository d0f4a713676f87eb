import { createSearchHandlers } from '../src/jobs/find-candidates';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, createSearchHandlers());

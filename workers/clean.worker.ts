import { carryHandlers } from '../src/jobs/carry';
import { createCleanHandlers } from '../src/jobs/clean';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { ...createCleanHandlers(), ...carryHandlers });

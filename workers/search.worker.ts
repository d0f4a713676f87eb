import { createStoredVectors } from '../src/adapters/stored-vectors';
import { createSearchHandlers } from '../src/jobs/find-candidates';
import { createFindRowsHandlers } from '../src/jobs/find-rows';
import { createWeakSpotHandlers } from '../src/jobs/find-weak-spots';
import { type ServerPort, serve } from '../src/rpc/serve';

const stored = createStoredVectors();
serve(globalThis as unknown as ServerPort, {
  ...createSearchHandlers(stored),
  ...createFindRowsHandlers(stored),
  ...createWeakSpotHandlers(),
});

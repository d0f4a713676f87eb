import { clusterRows } from '../src/jobs/cluster-rows';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { cluster: clusterRows });

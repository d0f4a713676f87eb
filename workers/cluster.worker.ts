import { clusterRows } from '../src/jobs/cluster-rows';
import { distinctRows } from '../src/jobs/distinct-rows';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { cluster: clusterRows, distinctRows });

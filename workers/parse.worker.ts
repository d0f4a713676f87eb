import { readFile } from '../src/jobs/read-file';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { read: readFile });

import { lookAt } from '../src/jobs/look-at-table';
import { readFile, sketch } from '../src/jobs/read-file';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { read: readFile, look: lookAt, sketch });

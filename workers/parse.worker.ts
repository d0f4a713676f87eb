import { checkTable } from '../src/jobs/check-table';
import { lookAt } from '../src/jobs/look-at-table';
import { readFile, sketch } from '../src/jobs/read-file';
import { stackFiles } from '../src/jobs/stack-files';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { read: readFile, stack: stackFiles, look: lookAt, sketch, check: checkTable });

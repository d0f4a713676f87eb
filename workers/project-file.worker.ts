import { verifyAudit, writeAudit } from '../src/jobs/audit-log';
import { pack, unpack } from '../src/jobs/project-file';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { pack, unpack, writeAudit, verifyAudit });

import { findAndLink, linkAgain } from '../src/jobs/find-candidates';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { find: findAndLink, link: linkAgain });

import { fetchOutside } from '../src/adapters/proof/outside-probe';
import { createProofHandlers } from '../src/jobs/prove';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(
  globalThis as unknown as ServerPort,
  createProofHandlers({
    request: (address, signal) => fetch(address, { signal, cache: 'reload', mode: 'same-origin', credentials: 'same-origin' }),
    fetchOutside: () => fetchOutside(globalThis, 'worker'),
  }),
);

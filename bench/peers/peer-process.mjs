import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pinned } from '../pinned.mjs';

const SCRIPT = new URL('./serve_peer.py', import.meta.url).pathname;

/**
 * A Python peer that stays in memory. `match` answers with seconds and, for each left row, `[right row or null, score]`.
 *
 * @param {string} python
 * @param {{ method: string, left: string, right: string, threads: number }} options
 */
export async function startPeer(python, { method, left, right, threads }) {
  const [program, ...args] = pinned([python, SCRIPT, method, left, right, '--threads', String(threads)], threads);
  // Kernels that the surroundings choose for old BLAS builds would slow these down.
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _size, ...env } = process.env;
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints = (complaints + chunk).slice(-4_000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${method} ended early.\n${complaints}`);
    return JSON.parse(value);
  };
  const { imports } = await next();
  return {
    importSeconds: imports,
    async match() {
      child.stdin.write('match\n');
      return next();
    },
    stop: () => child.stdin.end(),
  };
}

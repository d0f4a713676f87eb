import { run } from './tools.mjs';

const TIMEOUT_MS = 180_000;

/** Installs packages on Debian and its kin, as root or with a sudo that asks nothing; whether that went well. */
export function installFromApt(...names) {
  if (process.platform !== 'linux') return false;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  return [['update'], ['install', '-y', ...names]].every((args) => {
    const [program, ...rest] = [...asRoot, 'apt-get', ...args];
    return run(program, rest, { timeoutMs: TIMEOUT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } }) === 0;
  });
}

import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 100;
const KIB = 1024;

/**
 * Watches the resident memory of the renderer processes of the browsers that a program started (Linux only; elsewhere the peak is null). Workers are threads
 * of the renderer of their page, so they count.
 *
 * @param {number} programPid
 */
export function watchRenderers(programPid) {
  let peakBytes = 0;
  const look = () => {
    peakBytes = Math.max(peakBytes, sumOf(renderersBelow(programPid)));
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    /** The largest sum of resident bytes seen. The highest mark that the system kept of any one renderer is never above it. */
    stop() {
      clearInterval(timer);
      look();
      const marks = renderersBelow(programPid).map((pid) => statusOf(pid, 'VmHWM'));
      const bytes = Math.max(peakBytes, ...marks);
      return bytes > 0 ? bytes : null;
    },
  };
}

const sumOf = (pids) => pids.reduce((sum, pid) => sum + statusOf(pid, 'VmRSS'), 0);

function renderersBelow(programPid) {
  const parents = new Map();
  for (const entry of listProcesses()) {
    const parent = Number(/^PPid:\s*(\d+)/mu.exec(readProcess(entry, 'status'))?.[1]);
    parents.set(Number(entry), parent);
  }
  const isBelow = (pid) => {
    for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (at === programPid) return true;
    return false;
  };
  return [...parents.keys()].filter((pid) => isBelow(pid) && readProcess(pid, 'cmdline').includes('--type=renderer'));
}

function listProcesses() {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  } catch {
    return [];
  }
}

/** A file of a process; empty when the process is gone. */
function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

const statusOf = (pid, field) =>
  Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'mu').exec(readProcess(pid, 'status'))?.[1] ?? 0) * KIB;

// What the system knows of running processes; Linux only, elsewhere there are none.
import { readdirSync, readFileSync } from 'node:fs';

const KIB = 1024;
/** `/proc/<pid>/stat` counts in hundredths of a second on all usual kernels. */
const TICKS_PER_SECOND = 100;

/** Processes that a process started, and theirs, whose command line holds a word. @returns {number[]} */
export function processesBelow(programPid, word) {
  const parents = new Map(listProcesses().map((pid) => [pid, numberAfter('PPid', read(pid, 'status'))]));
  const isBelow = (pid) => {
    for (let at = parents.get(pid); at > 1; at = parents.get(at)) if (at === programPid) return true;
    return false;
  };
  return [...parents.keys()].filter((pid) => isBelow(pid) && read(pid, 'cmdline').includes(word));
}

/** Resident memory now, and the highest that it was. */
export const residentBytes = (pid) => numberAfter('VmRSS', read(pid, 'status')) * KIB;
export const highestResidentBytes = (pid) => numberAfter('VmHWM', read(pid, 'status')) * KIB;

/**
 * Memory that a process has for itself, swapped out or not, and its share of what it has together with its siblings. Files are not counted:
 * the code of a browser is one in memory for all that run. Resident memory where the system does not tell.
 */
export function ownBytes(pid) {
  const text = read(pid, 'smaps_rollup');
  const own = ['Pss_Anon', 'Pss_Shmem', 'SwapPss'].reduce((sum, field) => sum + numberAfter(field, text), 0);
  return own * KIB || residentBytes(pid);
}

/** Seconds on a processor since the process began, all threads together, ended ones too. */
export function cpuSeconds(pid) {
  // The name in brackets may hold spaces; user and system time are the 12th and 13th field after it.
  const fields = read(pid, 'stat').split(') ').at(-1).split(' ');
  return fields.length < 13 ? 0 : (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function listProcesses() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/u.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** A file of a process; empty when the process is gone. */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

const numberAfter = (field, text) => Number(new RegExp(`^${field}:\\s*(\\d+)`, 'mu').exec(text)?.[1] ?? 0);

// Finds a Python for the tests of the Python projects.
import { spawnSync } from 'node:child_process';
import { installFromApt } from './apt.mjs';

/** The versions in the locks need it. */
export const OLDEST_PYTHON = [3, 11];

export const NO_PYTHON =
  'No Python 3.11 or later was found, so the tests of the Python projects cannot run: install one, or set ROWLINK_PYTHON to its program file.';

const PROGRAMS = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];
const ASK_VERSION = 'import sys; print(*sys.version_info[:2])';

/**
 * Commands to try, best first, as program and arguments. A named one (ROWLINK_PYTHON) is the only candidate.
 *
 * @param {string} platform  as `process.platform`
 * @param {Record<string, string | undefined>} env
 * @returns {string[][]}
 */
export function pythonCandidates(platform, env) {
  if (env.ROWLINK_PYTHON) return [[env.ROWLINK_PYTHON]];
  const launcher = platform === 'win32' ? [['py', '-3']] : [];
  return [...launcher, ...PROGRAMS.map((program) => [program])];
}

/** Whether what Python says of its version (`3 12`) is not too old. @param {string | null} answer */
export function isNewEnough(answer) {
  const found = /^(\d+) (\d+)\s*$/.exec(answer ?? '');
  if (found === null) return false;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  return major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1];
}

function versionOf([program, ...args]) {
  const { status, stdout } = spawnSync(program, [...args, '-c', ASK_VERSION], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? stdout : null;
}

const findInstalled = () =>
  pythonCandidates(process.platform, process.env).find((command) => isNewEnough(versionOf(command))) ?? null;

/** Program and arguments of a Python, or `null`. Where tests run unattended (`CI`), one is installed with apt-get first. */
export function findPython() {
  const found = findInstalled();
  if (found !== null || !process.env.CI || process.env.ROWLINK_PYTHON) return found;
  installFromApt('python3', 'python3-venv');
  return findInstalled();
}

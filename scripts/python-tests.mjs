// The tests of the Python projects: node scripts/python-tests.mjs [PROJECT …]. Each has an environment of its own in .cache/python,
// with the packages of its requirements-tests.txt, made again when that changes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installFromApt } from './apt.mjs';
import { findPython, NO_PYTHON } from './find-python.mjs';
import { countPytest, sumTotals } from './test-totals.mjs';
import { ROOT, run } from './tools.mjs';

/** Folders with `requirements-tests.txt`, `pyproject.toml` and `tests`. */
export const PYTHON_PROJECTS = ['training', 'cluster'];

/** Projects whose tests start Spark, which runs on Java; without Java those tests are skipped. */
const NEEDS_JAVA = ['cluster'];

const INSTALL_TIMEOUT_MS = 900_000;
const ENVIRONMENTS = join(ROOT, '.cache', 'python');

/** The Python of a virtual environment. @param {string} folder @param {string} platform  as `process.platform` */
export const pythonOf = (folder, platform) =>
  platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');

/** What could not run: a failure where tests run unattended, for others a skipped test, said to be. */
export function countMissing(env) {
  return env.CI ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** An empty environment; Debian keeps what makes one in a package of its own. */
function makeEnvironment([program, ...args], folder) {
  const make = () => {
    rmSync(folder, { recursive: true, force: true });
    return run(program, [...args, '-m', 'venv', folder], { timeoutMs: INSTALL_TIMEOUT_MS }) === 0;
  };
  return make() || (installFromApt('python3-venv') && make());
}

/** The Python that has the packages of the project's tests, or `null` when they could not be installed. */
function ensureEnvironment(command, project) {
  const requirements = join(ROOT, project, 'requirements-tests.txt');
  const folder = join(ENVIRONMENTS, project);
  const python = pythonOf(folder, process.platform);
  const stamp = join(folder, 'rowlink-lock');
  const lock = createHash('sha256').update(command.join(' ')).update(readFileSync(requirements)).digest('hex');
  if (existsSync(python) && readText(stamp) === lock) return python;

  console.log(`Installing the Python packages of ${project} (only needed the first time) …`);
  mkdirSync(ENVIRONMENTS, { recursive: true });
  if (!makeEnvironment(command, folder)) return null;
  const install = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-compile',
    '--no-deps',
    '--only-binary=:all:',
  ];
  if (run(python, [...install, '-r', requirements], { timeoutMs: INSTALL_TIMEOUT_MS }) !== 0) return null;
  writeFileSync(stamp, lock);
  return python;
}

/** Java where tests run unattended; elsewhere it is nobody's business to install it. */
function ensureJava() {
  if (process.env.JAVA_HOME || run('java', ['-version']) === 0 || !process.env.CI) return;
  installFromApt('default-jre-headless');
}

function testProject(command, project, reports) {
  const python = ensureEnvironment(command, project);
  if (python === null) {
    console.log(
      `The Python packages of ${project} could not be installed, so its tests cannot run: is the registry within reach?`,
    );
    return countMissing(process.env);
  }
  if (NEEDS_JAVA.includes(project)) ensureJava();
  const report = join(reports, `pytest-${project}.xml`);
  const args = ['-m', 'pytest', '-q', '-c', `${project}/pyproject.toml`, `--junitxml=${report}`, `${project}/tests`];
  const exitCode = run(python, args, { env: { PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' } });
  return countPytest(readText(report), exitCode);
}

/** Totals of the tests of Python projects; reports are written to the folder `reports`. */
export function runPythonTests(reports, projects = PYTHON_PROJECTS) {
  const command = findPython();
  if (command === null) {
    console.log(NO_PYTHON);
    return countMissing(process.env);
  }
  return sumTotals(projects.map((project) => testProject(command, project, reports)));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const reports = join(ROOT, '.cache', 'reports');
  mkdirSync(reports, { recursive: true });
  const { passed, failed, skipped } = runPythonTests(reports, process.argv.length > 2 ? process.argv.slice(2) : PYTHON_PROJECTS);
  console.log(`${skipped} skipped\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

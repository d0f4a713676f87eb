// Runs npm and the tools installed in node_modules without a shell, so that it works the same on every system.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the project folder with its output on screen; answers with its exit code (1 when it could not run). */
export function run(program, args, { env = {}, timeoutMs, shell = false } = {}) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env }, timeout: timeoutMs, shell };
  return spawnSync(program, args, options).status ?? 1;
}

/** Runs the program that an installed package declares under `bin`. */
export function runTool(packageName, bin, args, options) {
  let script;
  try {
    const manifest = join(ROOT, 'node_modules', packageName, 'package.json');
    const declared = JSON.parse(readFileSync(manifest, 'utf8')).bin;
    script = join(dirname(manifest), typeof declared === 'string' ? declared : declared[bin]);
  } catch {
    console.error(`The package ${packageName} is not installed.`);
    return 1;
  }
  return run(process.execPath, [script, ...args], options);
}

/** Runs npm: the one that started this script, else the one on the PATH (a `.cmd` file on Windows, which needs a shell). */
export function runNpm(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return run(process.execPath, [own, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

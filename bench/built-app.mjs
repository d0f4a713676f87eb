import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT, runTool } from '../scripts/tools.mjs';

/** Options of every command that measures the built app. */
export const APP_OPTIONS = {
  /** A folder where it was built before. */
  app: { type: 'string' },
  'no-build': { type: 'boolean', default: false },
};

/**
 * Folder of the built app: the one of `--app`, the last build with `--no-build`, else built now. Ends the program when that fails.
 *
 * @param {{ app?: string, 'no-build'?: boolean }} values
 */
export function builtApp(values) {
  const folder = values.app === undefined ? join(ROOT, 'dist') : resolve(values.app);
  const isThere = existsSync(join(folder, 'index.html'));
  if (values.app !== undefined && !isThere) {
    console.error(`There is no built app in ${folder}.`);
    process.exit(1);
  }
  const mayReuse = values.app !== undefined || values['no-build'];
  if (!(mayReuse && isThere) && runTool('vite', 'vite', ['build', '--logLevel', 'warn']) !== 0) process.exit(1);
  return folder;
}

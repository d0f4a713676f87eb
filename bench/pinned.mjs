import { spawnSync } from 'node:child_process';

const hasTaskset = process.platform === 'linux' && spawnSync('taskset', ['--version']).status === 0;

/** A command kept on the first `cores` processors where the system can do that; as it is elsewhere. */
export const pinned = (command, cores) => (hasTaskset ? ['taskset', '-c', `0-${cores - 1}`, ...command] : command);

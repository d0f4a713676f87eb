import { highestResidentBytes, processesBelow, residentBytes } from './processes.mjs';

const EVERY_MS = 100;
const RENDERER = '--type=renderer';

/**
 * Watches the resident memory of the renderer processes of the browsers that a program started (Linux only; elsewhere the peak is
 * null). Workers are threads of the renderer of their page, so they count.
 *
 * @param {number} programPid
 */
export function watchRenderers(programPid) {
  let peakBytes = 0;
  const look = () => {
    const sum = processesBelow(programPid, RENDERER).reduce((total, pid) => total + residentBytes(pid), 0);
    peakBytes = Math.max(peakBytes, sum);
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    /** The largest sum of resident bytes seen, and not less than the highest that the system noted for any one renderer. */
    stop() {
      clearInterval(timer);
      look();
      const bytes = Math.max(peakBytes, ...processesBelow(programPid, RENDERER).map(highestResidentBytes));
      return bytes > 0 ? bytes : null;
    },
  };
}

// No imports and no new syntax here: this has to run in the old versions that it refuses.
const LEAST = [20, 19];

/** Whether a version such as `v20.19.1` is at least 20.19. */
export function isNodeRecentEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
}

/** Ends the process with one sentence when Node is too old for the tools used here. */
export function requireNode() {
  if (isNodeRecentEnough(process.version)) return;
  console.error(
    `Rowlink needs Node ${LEAST.join('.')} or newer, and this is ${process.version}: install it from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cpuSeconds, highestResidentBytes, ownBytes, processesBelow, residentBytes } from './processes.mjs';

it.skipIf(!existsSync('/proc/self/stat'))('finds a child by its command line, and what it took', async () => {
  const busy = 'const end = Date.now() + 3e5; let n = 0; while (Date.now() < end) n++; // a word to find';
  const child = spawn(process.execPath, ['-e', busy]);
  try {
    await expect.poll(() => processesBelow(process.pid, 'a word to find')).toEqual([child.pid]);
    expect(processesBelow(process.pid, 'no such word')).toEqual([]);
    expect(processesBelow(child.pid, 'a word to find')).toEqual([]);
    await expect.poll(() => cpuSeconds(child.pid), { timeout: 20_000 }).toBeGreaterThan(0.05);
    expect(residentBytes(child.pid)).toBeGreaterThan(10 * 2 ** 20);
    expect(ownBytes(child.pid)).toBeGreaterThan(2 * 2 ** 20);
    expect(ownBytes(child.pid)).toBeLessThan(residentBytes(child.pid) + 2 ** 20);
    expect(highestResidentBytes(child.pid)).toBeGreaterThanOrEqual(residentBytes(child.pid) * 0.9);
  } finally {
    child.kill();
  }
  await expect.poll(() => processesBelow(process.pid, 'a word to find'), { timeout: 20_000 }).toEqual([]);
});

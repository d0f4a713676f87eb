import type { ModelAddress } from '../../rpc/protocol';

/** Bytes that copies of a model may take together, on computers as offices have them. */
const ROOM = 2e9;
/** A worker holds the file, its copy inside WebAssembly, and what is made of it. */
const COPIES = 3;

/** How many workers may hold a model at once: fewer than there are cores where it is large. Embedded ones are small. */
export function workersFor({ files = {} }: ModelAddress, cores: number): number {
  const bytes = Object.values(files).reduce((sum, { size }) => sum + size, 0);
  return bytes === 0 ? cores : Math.max(1, Math.min(cores, Math.floor(ROOM / (bytes * COPIES))));
}

import { compileModule } from '../../vectors/compile-module';
import { PROBE_MODULE } from './kernel/probe-module';
import { bytesOfLists, readLists, writeLists } from './kernel-lists';
import { CLOSE, LEAST_FOLLOWED, LEAST_SHARE, MANY_WORDS } from './probe-neighbours';
import type { ProbeLimits, ProbeLists, ProbeSearch } from './probe-search';
import { ARENA, type ProbeAddresses, type ProbeTables } from './probe-tables';

interface LaidOut {
  readonly tables: ProbeTables;
  readonly addresses: ProbeAddresses;
}

export interface ProbeKernel {
  readonly tables: ProbeTables;
  readonly search: ProbeSearch;
  /** Writes what was offered to the lists. */
  finish(): void;
}

/**
 * The search of `createProbeSearch` as a kernel, with the tables and a copy of the lists in its memory; null where there is no
 * WebAssembly or no memory for it.
 */
export function createProbeKernel(
  layOut: (allocate: (bytes: number) => ArrayBuffer) => LaidOut,
  limits: ProbeLimits,
  lists: ProbeLists,
): ProbeKernel | null {
  const module = compiledModule();
  if (!module) return null;
  const made: { memory?: WebAssembly.Memory; listsAt: number } = { listsAt: 0 };
  const isWithin = lists.mine === lists.theirs;
  const mineBytes = bytesOfLists(lists.mine);
  try {
    const { tables, addresses } = layOut((bytes) => {
      made.listsAt = bytes;
      const all = bytes + mineBytes + (isWithin ? 0 : bytesOfLists(lists.theirs));
      made.memory = new WebAssembly.Memory({ initial: Math.ceil(all / PAGE_BYTES) });
      return made.memory.buffer;
    });
    const { buffer } = made.memory!;
    const theirsAt = isWithin ? made.listsAt : made.listsAt + mineBytes;
    const mine = writeLists(lists.mine, buffer, made.listsAt);
    const theirs = isWithin ? mine : writeLists(lists.theirs, buffer, theirsAt);
    const env = {
      memory: made.memory!,
      ...addresses,
      ...limits,
      mineHeaps: mine.heaps,
      mineCounts: mine.counts,
      mineFloors: mine.floors,
      mineK: mine.k,
      theirHeaps: theirs.heaps,
      theirCounts: theirs.counts,
      theirFloors: theirs.floors,
      theirK: theirs.k,
      isWithin: Number(isWithin),
      isLater: Number(lists.isLater),
      recordCount: tables.scale.length,
      wordCount: tables.starts.length,
      arenaEntries: ARENA,
      arenaSlack: tables.arena.length - ARENA,
      leastFollowed: LEAST_FOLLOWED,
      leastShare: LEAST_SHARE,
      manyWords: MANY_WORDS,
      close: CLOSE,
    };
    return {
      tables,
      search: new WebAssembly.Instance(module, { env }).exports.search as ProbeSearch,
      finish() {
        readLists(lists.mine, buffer, made.listsAt);
        if (!isWithin) readLists(lists.theirs, buffer, theirsAt);
      },
    };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

let compiled: WebAssembly.Module | null | undefined;

function compiledModule(): WebAssembly.Module | null {
  if (compiled === undefined) compiled = compileModule(PROBE_MODULE);
  return compiled;
}

const PAGE_BYTES = 65_536;

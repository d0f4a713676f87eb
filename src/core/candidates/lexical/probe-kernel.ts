import { PROBE_MODULE } from './kernel/probe-module';
import { CLOSE, LEAST_FOLLOWED, LEAST_SHARE, MANY_WORDS, type ProbeLimits, type ProbeSearch } from './probe-search';
import { ARENA, type ProbeAddresses, type ProbeTables } from './probe-tables';

interface LaidOut {
  readonly tables: ProbeTables;
  readonly addresses: ProbeAddresses;
}

/** The search of `createProbeSearch` as a kernel, with the tables in its memory; null where there is no WebAssembly or no memory for it. */
export function createProbeKernel(
  layOut: (allocate: (bytes: number) => ArrayBuffer) => LaidOut,
  limits: ProbeLimits,
): { readonly tables: ProbeTables; readonly search: ProbeSearch } | null {
  const module = compiledModule();
  if (!module) return null;
  const made: { memory?: WebAssembly.Memory } = {};
  try {
    const { tables, addresses } = layOut((bytes) => {
      made.memory = new WebAssembly.Memory({ initial: bytes / PAGE_BYTES });
      return made.memory.buffer;
    });
    const env = {
      memory: made.memory!,
      ...addresses,
      ...limits,
      wordCount: tables.starts.length,
      arenaEntries: ARENA,
      arenaSlack: tables.arena.length - ARENA,
      leastFollowed: LEAST_FOLLOWED,
      leastShare: LEAST_SHARE,
      manyWords: MANY_WORDS,
      close: CLOSE,
    };
    return { tables, search: new WebAssembly.Instance(module, { env }).exports.search as ProbeSearch };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

let compiled: WebAssembly.Module | null | undefined;

function compiledModule(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled;
  compiled = null;
  if (typeof WebAssembly === 'undefined') return null;
  const code = Uint8Array.from(atob(PROBE_MODULE), (letter) => letter.charCodeAt(0));
  if (WebAssembly.validate(code)) compiled = new WebAssembly.Module(code);
  return compiled;
}

const PAGE_BYTES = 65_536;

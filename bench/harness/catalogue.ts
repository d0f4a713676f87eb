import type { Bench, BenchContext } from './bench';
import { type MeasuredBench, measureBench } from './measure';

/** Every `bench/<name>.bench.ts`, loaded when asked for. */
const files = import.meta.glob<{ readonly default: Bench }>('../*.bench.ts');

export async function loadBench(name: string): Promise<Bench> {
  const load = files[`../${name}.bench.ts`];
  if (!load) throw new Error(`There is no bench/${name}.bench.ts.`);
  return (await load()).default;
}

/** What crosses to the page and to the worker: plain values only. */
export interface BenchRequest {
  readonly name: string;
  readonly root: string;
  readonly data: string | null;
  readonly set: Readonly<Record<string, string>>;
}

/** Runs a bench in the thread that calls this. */
export async function runHere(request: BenchRequest, log: (line: string) => void): Promise<MeasuredBench> {
  const text = (name: string, fallback: string): string => request.set[name] ?? fallback;
  const context: BenchContext = {
    root: request.root,
    data: request.data,
    text,
    number: (name, fallback) => Number(text(name, String(fallback))),
    log,
  };
  return measureBench(await loadBench(request.name), context);
}

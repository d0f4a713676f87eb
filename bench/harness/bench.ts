/** What a bench is told of its surroundings. */
export interface BenchContext {
  /** Address of the built page, with a closing slash; models are at `models/<id>/` below it. */
  readonly root: string;
  /** Address of the folder given with `--data`, with a closing slash; null without it. */
  readonly data: string | null;
  /** A value of `--set name=value`, else `fallback`. */
  number(name: string, fallback: number): number;
  text(name: string, fallback: string): string;
  /** A line on the console of the run. */
  log(line: string): void;
}

/** One timed call. It is timed from call to settled promise, unless it answers with milliseconds that it took itself. */
export type Variant = () => Promise<unknown> | unknown;
export interface OwnTime {
  readonly milliseconds: number;
}

export interface BenchPlan {
  /** Called in turn, round after round; ratios are against the first one. */
  readonly variants: Readonly<Record<string, Variant>>;
  /** What one call works through, for the rate; a map where variants differ. */
  readonly count: number | Readonly<Record<string, number>>;
  /** Figures beside time, such as recall, taken once after the last round. */
  readonly figures?: () => Promise<Readonly<Record<string, number>>> | Readonly<Record<string, number>>;
  readonly dispose?: () => Promise<void> | void;
}

export interface Bench {
  readonly title: string;
  /** What is counted, in the plural: `rows`, `texts`. */
  readonly unit: string;
  /** Where the product runs the code; default `worker`. */
  readonly where?: 'worker' | 'page';
  /** Timed rounds, default 5, at least 3; one more, first, is not counted. */
  readonly rounds?: number;
  prepare(context: BenchContext): Promise<BenchPlan> | BenchPlan;
}

/** The one export of a `*.bench.ts` file. */
export const defineBench = (bench: Bench): Bench => bench;

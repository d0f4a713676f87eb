import type { Page } from '@playwright/test';
import type { LinkageTask, Task } from './task.mjs';

/** One member of the `--json` file. Times in seconds; `recall1` to `f1AtDefault` are 0…1; null where a figure does not apply. */
export interface Measured {
  readonly task: string;
  readonly kind: string;
  readonly recall1: number | null;
  readonly recall5: number | null;
  readonly recall10: number | null;
  readonly mrr: number | null;
  readonly bestF1: number | null;
  readonly bestThreshold: number | null;
  readonly f1AtDefault: number | null;
  readonly seconds: number | null;
  readonly rows: number | null;
  readonly rowsPerSecond: number | null;
  readonly settings: object | null;
  /** Why the task could not be measured. */
  readonly error?: string;
}
type Figures = 'recall1' | 'recall5' | 'recall10' | 'mrr' | 'bestF1' | 'bestThreshold' | 'f1AtDefault' | 'seconds';
/** A linkage has every figure. */
export type MeasuredLinkage = Measured & { readonly [figure in Figures]: number };
export function measureTask(page: Page, task: LinkageTask, options?: object): Promise<MeasuredLinkage>;
export function measureTask(page: Page, task: Task, options?: object): Promise<Measured>;
export function failedTask(name: string, kind: string | null, error: string): Measured;

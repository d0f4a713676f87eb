import type { Page } from '@playwright/test';
import type { Task } from './task.mjs';

/** One member of the `--json` file. Times in seconds; `recall1` to `f1AtDefault` are 0…1. */
export interface Measured {
  readonly task: string;
  readonly kind: string;
  readonly recall1: number;
  readonly recall5: number;
  readonly recall10: number;
  readonly mrr: number;
  readonly bestF1: number;
  readonly bestThreshold: number;
  readonly f1AtDefault: number;
  readonly seconds: number;
  readonly rows: number;
  readonly rowsPerSecond: number;
  readonly settings: object;
}
export function measureTask(page: Page, task: Task, options?: object): Promise<Measured>;

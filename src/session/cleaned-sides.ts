import type { CleaningStep } from '../core/cleaning/steps';
import { toAppError } from '../core/model/errors';
import type { Dataset, Side } from '../core/model/types';
import { cleanedTable } from './cleaned-tables';
import type { CleanedSide, SessionState } from './contract';
import type { StateHolder } from './state';

/** Steps are chosen and typed in bursts. */
const WAIT_MS = 200;
const SIDES = ['left', 'right'] as const;

interface Wanted {
  readonly dataset: Dataset | null;
  readonly steps: readonly CleaningStep[];
}

/** Keeps the cleaned tables in the state in step with the tables and the steps of the project. */
export function keepCleanedSides({ state, patch, subscribe }: StateHolder): void {
  const last: Record<Side, Wanted> = { left: NOTHING, right: NOTHING };
  const work: Partial<Record<Side, { readonly controller: AbortController; readonly timer: ReturnType<typeof setTimeout> }>> = {};
  const put = (side: Side, value: CleanedSide): void => patch({ cleaned: { ...state().cleaned, [side]: value } });

  const follow = (side: Side): void => {
    const wanted = wantedOf(state(), side);
    const before = last[side];
    if (wanted.dataset === before.dataset && wanted.steps === before.steps) return;
    last[side] = wanted;
    clearTimeout(work[side]?.timer);
    work[side]?.controller.abort();
    const { dataset, steps } = wanted;
    if (!dataset || steps.every(({ isOff }) => isOff)) {
      put(side, { table: dataset && { shown: dataset, compared: dataset }, isWorking: false, error: null });
      return;
    }
    const old = dataset === before.dataset ? state().cleaned[side].table : null;
    put(side, { table: old, isWorking: true, error: null });
    const controller = new AbortController();
    const run = async (): Promise<void> => {
      try {
        const table = await cleanedTable(dataset, steps, controller.signal);
        if (!controller.signal.aborted) put(side, { table, isWorking: false, error: null });
      } catch (thrown) {
        if (controller.signal.aborted) return;
        put(side, { table: { shown: dataset, compared: dataset }, isWorking: false, error: toAppError(thrown) });
      }
    };
    work[side] = { controller, timer: setTimeout(() => void run(), WAIT_MS) };
  };
  subscribe(() => SIDES.forEach(follow));
}

const NOTHING: Wanted = { dataset: null, steps: [] };

function wantedOf({ sides, project }: SessionState, side: Side): Wanted {
  const { [side]: own } = sides;
  const isUsed = side === 'left' || project?.settings.task !== 'deduplicate';
  return {
    dataset: own.status === 'ready' ? own.dataset : null,
    steps: (isUsed && project?.settings.cleaning[side]) || NOTHING.steps,
  };
}

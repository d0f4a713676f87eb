import type { LlmCounts } from '../../adapters/llm/llm-client';
import type { UnansweredReason } from '../../core/llm/task';
import type { SenderHooks } from './endpoint-gate';
import type { Endpoint, LlmRun, LlmUsage } from './llm-contract';

/** Progress is told at most this often. */
const TOLD_EVERY_MS = 100;
/** Before it, a rate says little. */
const WARM_UP_MS = 3_000;

export interface RunProgress {
  readonly senderHooks: SenderHooks;
  /** @param known answers of earlier runs */
  begin(total: number, known: number): void;
  answered(count: number): void;
  unanswered(numbers: readonly number[], reason: UnansweredReason): void;
  set(status: LlmRun['status']): void;
  usage(): LlmUsage;
}

/** How far a run is, told a few times a second. */
export function startProgress(kind: LlmRun['kind'], { origin, prices }: Endpoint, tell: (run: LlmRun) => void): RunProgress {
  const counts: Record<keyof LlmCounts, number> = { requests: 0, retries: 0, inputTokens: 0, outputTokens: 0, uncounted: 0 };
  const unanswered: Partial<Record<UnansweredReason, number>> = {};
  let status: LlmRun['status'] = 'planning';
  let total = 0;
  let done = 0;
  let known = 0;
  let heldUntil = 0;
  let startedAt = 0;
  let toldAt = 0;

  const usage = (): LlmUsage => {
    const isCounted = counts.uncounted === 0;
    const cost = prices && isCounted ? (counts.inputTokens * prices.input + counts.outputTokens * prices.output) / 1e6 : null;
    return {
      inputTokens: isCounted ? counts.inputTokens : null,
      outputTokens: isCounted ? counts.outputTokens : null,
      cost,
      requests: counts.requests,
      retries: counts.retries,
    };
  };
  const run = (): LlmRun => {
    const passed = performance.now() - startedAt;
    const fresh = done - known;
    const isWarm = passed > WARM_UP_MS && fresh > 0;
    const isHeld = heldUntil > Date.now();
    return {
      kind,
      origin,
      status: status === 'running' && isHeld ? 'waiting' : status,
      done,
      total,
      unanswered: { ...unanswered },
      usage: usage(),
      waitSeconds: isHeld ? Math.ceil((heldUntil - Date.now()) / 1000) : null,
      secondsLeft: isWarm ? Math.round(((total - done) * passed) / fresh / 1000) : null,
      error: null,
    };
  };
  const report = (isForced: boolean): void => {
    const now = performance.now();
    if (!isForced && now - toldAt < TOLD_EVERY_MS) return;
    toldAt = now;
    tell(run());
  };
  report(true);
  return {
    senderHooks: {
      onCount(count) {
        for (const [name, value] of Object.entries(count)) counts[name as keyof LlmCounts] += value;
        report(false);
      },
      onHeld(until) {
        heldUntil = until;
        report(true);
      },
    },
    begin(all, before) {
      total = all;
      known = before;
      done = before;
      status = 'running';
      startedAt = performance.now();
      report(true);
    },
    answered(count) {
      done += count;
      report(done === total);
    },
    unanswered(numbers, reason) {
      unanswered[reason] = (unanswered[reason] ?? 0) + numbers.length;
      report(true);
    },
    set(next) {
      status = next;
      report(true);
    },
    usage,
  };
}

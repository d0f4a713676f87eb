import { isKeeping } from '../adapters/keeping';
import type { DecisionBook } from '../core/decisions/log';
import { findConflicts } from '../core/links/conflicts';
import { bestSuggested } from '../core/links/suggest-links';
import { toAppError } from '../core/model/errors';
import { browserName, type RunRecord } from '../core/model/run-record';
import type { MatchSettings } from '../core/model/settings';
import type { Dataset, Sides } from '../core/model/types';
import type { FoundLinks, MatchPhase, ReviewState, RunState } from './contract';
import { runMatch } from './engine';
import { noteSpeed } from './models/model-speeds';
import type { StateHolder } from './state';

/** The part of a review that a change of threshold, cardinality or limits renews. O(candidates). */
export function linksOf(
  found: FoundLinks,
): Pick<ReviewState, 'threshold' | 'suggested' | 'suggestedOf' | 'conflicts' | 'conflictOf'> {
  const { candidates, links, threshold } = found;
  const conflicts = findConflicts(candidates, links, threshold);
  const conflictOf = new Int32Array(candidates.leftCount).fill(-1);
  conflicts.left.forEach((left, at) => {
    conflictOf[left] = at;
  });
  return { threshold, suggested: links, suggestedOf: bestSuggested(links, candidates.leftCount), conflicts, conflictOf };
}

/** A review of freshly found candidates. */
export function reviewOf(
  found: FoundLinks & Pick<ReviewState, 'isLearned' | 'learned'> & { readonly run?: RunRecord | undefined },
  settings: MatchSettings,
  book: DecisionBook,
  isProvisional: boolean,
): ReviewState {
  return {
    candidates: found.candidates,
    settings,
    ...linksOf(found),
    book,
    version: book.entries.length,
    isProvisional,
    isLearned: found.isLearned === true,
    ...(found.learned && { learned: found.learned }),
    run: found.run,
    isStale: false,
  };
}

export interface Runner {
  /**
   * Runs a match and shows it as it goes; resolves to the review when it ended well, else null. Where it is quiet, what is under review
   * stays until all is there, and only trouble is told.
   */
  start(datasets: Sides<Dataset>, settings: MatchSettings, book: DecisionBook, isQuiet?: boolean): Promise<ReviewState | null>;
  cancel(): void;
}

/** How often progress reaches the screen. */
const SHOW_EVERY_MS = 120;
/** Speed before this is that of a cold start. */
const WARM_UP_MS = 2_500;

/** Runs matches one at a time on behalf of the page, reporting through the state. */
export function createRunner(holder: StateHolder): Runner {
  let controller: AbortController | null = null;
  return {
    cancel() {
      const { run } = holder.state();
      if (!controller || run.status !== 'running') return;
      holder.patch({ run: { ...run, isCancelling: true } });
      controller.abort();
    },
    async start(datasets, settings, book, isQuiet = false) {
      if (controller) return null;
      const mine = new AbortController();
      controller = mine;
      const before = holder.state().review;
      const started = performance.now();
      const meter = createMeter();
      let lexical: ReviewState | null = null;
      let shownAt = 0;
      const show = (phase: MatchPhase, done: number, total: number): void => {
        const now = performance.now();
        const { run } = holder.state();
        if (mine.signal.aborted || (run.status === 'running' && run.phase === phase && now - shownAt < SHOW_EVERY_MS)) return;
        if (phase === 'lexical' && run.status === 'running' && run.phase === 'embedding') return;
        shownAt = now;
        const next: RunState = {
          status: 'running',
          phase,
          done,
          total,
          ...meter(phase, done, total),
          hasPreview: lexical !== null,
          isCancelling: false,
        };
        holder.patch({ run: next });
      };
      const onPreview = (preview: FoundLinks): void => {
        if (mine.signal.aborted) return;
        lexical = reviewOf(preview, settings, book, true);
        const { run } = holder.state();
        holder.patch({ review: lexical, ...(run.status === 'running' && { run: { ...run, hasPreview: true } }) });
      };
      show('loading-model', 0, 0);
      try {
        const found = await runMatch(
          datasets,
          settings,
          { useCache: true },
          {
            signal: mine.signal,
            onProgress: show,
            ...(isQuiet ? {} : { onPreview }),
          },
        );
        const { encoding } = found;
        if (encoding?.device === 'wasm') noteSpeed(settings.model, encoding.made, found.timings.embed, encoding.workers);
        const run = recordRun(performance.now() - started, found.encoding ?? null);
        const review = reviewOf({ ...found, run }, settings, book, false);
        holder.patch({ run: { status: 'idle' }, review });
        const seconds = Math.max(1, Math.round((performance.now() - started) / 1000));
        if (isQuiet) return review;
        holder.notify('success', 'match-done', { links: found.links.length, left: datasets.left.rowCount, seconds });
        if (found.longTexts > 0) holder.notify('info', 'long-texts', { count: found.longTexts });
        if (found.model?.fallback) holder.notify('info', `webgpu-${found.model.fallback}`);
        if (!found.isCacheAvailable && isKeeping()) holder.notify('info', 'cache-unavailable');
        return review;
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code === 'job/cancelled') {
          holder.patch({ run: { status: 'idle' }, ...(isQuiet ? {} : { review: before }) });
          if (!isQuiet) holder.notify('info', 'match-cancelled');
          return null;
        }
        const rest = lexical as ReviewState | null;
        const kept: ReviewState | null = rest && { ...rest, settings: { ...settings, score: 'lexical' }, isProvisional: false };
        holder.patch({ run: { status: 'failed', error }, ...(isQuiet ? {} : { review: kept ?? before }) });
        return null;
      } finally {
        controller = null;
      }
    },
  };
}

/** What is written down of a run that has just ended. */
export function recordRun(milliseconds: number, encoding: RunRecord['encoding']): RunRecord {
  const { userAgent, platform, hardwareConcurrency } = navigator;
  return {
    at: new Date(Date.now() - milliseconds).toISOString(),
    seconds: Math.round(milliseconds / 100) / 10,
    encoding,
    browser: browserName(userAgent),
    platform,
    cores: hardwareConcurrency,
  };
}

/** Longer silence is a computer that slept or a tab that was frozen: what was done before says nothing of the speed now. */
const LONGEST_PAUSE_MS = 20_000;

/**
 * Speed and time left of one phase, null until warm.
 *
 * @param clock milliseconds that never go back, whatever is done to the clock of the computer
 */
export function createMeter(
  clock: () => number = () => performance.now(),
): (
  phase: MatchPhase,
  done: number,
  total: number,
) => { readonly rowsPerSecond: number | null; readonly secondsLeft: number | null } {
  let from: { readonly phase: MatchPhase; readonly at: number; readonly done: number } | null = null;
  let lastAt = 0;
  return (phase, done, total) => {
    const now = clock();
    if (from?.phase !== phase || now - lastAt > LONGEST_PAUSE_MS) from = { phase, at: now, done };
    lastAt = now;
    const elapsed = now - from.at;
    if (elapsed < WARM_UP_MS || done <= from.done) return { rowsPerSecond: null, secondsLeft: null };
    const perSecond = ((done - from.done) / elapsed) * 1000;
    return { rowsPerSecond: perSecond, secondsLeft: (total - done) / perSecond };
  };
}

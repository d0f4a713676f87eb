import type { TourFacts } from './tour-facts';
import { placeOf, type Since, STEPS, type StepId, type TourStep } from './tour-steps';

/** `new`: it is still offered. `left`: can be gone on with. `over`: walked to its end, or not wanted. */
export type TourStatus = 'new' | 'on' | 'left' | 'over';

export interface TourState {
  readonly status: TourStatus;
  readonly at: StepId | 'end';
  /** How many steps were done, whichever is looked at now. */
  readonly reached: number;
  /** Id of the project with the samples; null before they are loaded. */
  readonly project: string | null;
  readonly since: Since;
  /** The step goes on by itself once it is done; not where somebody came back to what was done. */
  readonly isWaiting: boolean;
}

/** Why a step cannot be done as things are. */
export type Trouble =
  /** Another page is open. */
  | 'elsewhere'
  /** Another project is open. */
  | 'other-project'
  /** The project is read-only, as another tab has it. */
  | 'read-only'
  /** The match was cancelled, or failed. */
  | 'stopped'
  /** Other tables are where the samples should be, or none. */
  | 'own-files';

export interface TourView {
  readonly step: TourStep;
  /** 1-based. */
  readonly number: number;
  readonly total: number;
  readonly canGoBack: boolean;
  /** Nothing has to be done on the page. */
  readonly canGoOn: boolean;
  readonly trouble: Trouble | null;
  readonly isMatching: boolean;
}

export const NEW_TOUR: TourState = {
  status: 'new',
  at: 'files',
  reached: 0,
  project: null,
  since: { entries: 0, saved: 0 },
  isWaiting: true,
};

export const dismiss = (state: TourState): TourState => ({ ...state, status: 'over' });
export const leave = (state: TourState): TourState => (state.status === 'on' ? { ...state, status: 'left' } : state);

/** From the first step, whatever there was before. */
export const begin = (facts: TourFacts): TourState => observe({ ...NEW_TOUR, status: 'on', since: sinceNow(facts) }, facts);

/** Where it was left. What happened meanwhile counts, so that nothing has to be done twice. */
export const resume = (state: TourState, facts: TourFacts): TourState =>
  state.status === 'left' ? observe({ ...state, status: 'on' }, facts) : state;

/** Goes on over every step that is done by what has happened. The same object where nothing changed. */
export function observe(state: TourState, facts: TourFacts): TourState {
  if (state.status !== 'on' || state.at === 'end') return state;
  const project = state.project ?? (facts.tables === 'samples' ? facts.project : null);
  const known = project === state.project ? state : { ...state, project };
  // The log of another project says nothing of this one.
  if (project !== null && project !== facts.project) return known;
  const place = placeOf(state.at);
  const isOver = state.isWaiting && STEPS[place]!.isDone(facts, state.since);
  return isOver ? observe(enter(known, place + 1, facts), facts) : known;
}

/** The next step, where this one was done before or is only read; the end after the last. */
export function goOn(state: TourState, facts: TourFacts): TourState {
  const view = viewOf(state, facts);
  return view?.canGoOn ? observe(enter(state, view.number, facts), facts) : state;
}

export function goBack(state: TourState, facts: TourFacts): TourState {
  const place = state.at === 'end' ? STEPS.length : placeOf(state.at);
  return state.status === 'on' && place > 0 ? enter(state, place - 1, facts) : state;
}

/** What the card shows; null while the tour is not on, and at its end. */
export function viewOf(state: TourState, facts: TourFacts): TourView | null {
  if (state.status !== 'on' || state.at === 'end') return null;
  const place = placeOf(state.at);
  const step = STEPS[place]!;
  return {
    step,
    number: place + 1,
    total: STEPS.length,
    canGoBack: place > 0,
    canGoOn: place < state.reached || (step.act.length === 0 && facts.tables === 'samples'),
    trouble: troubleOf(state, step, facts),
    isMatching: step.id === 'match' && facts.run === 'running',
  };
}

function enter(state: TourState, place: number, facts: TourFacts): TourState {
  const step = STEPS[place];
  const since = sinceNow(facts);
  const reached = Math.max(state.reached, place);
  return {
    ...state,
    at: step?.id ?? 'end',
    since,
    reached,
    isWaiting: place >= state.reached || step?.isDone(facts, since) !== true,
  };
}

function troubleOf(state: TourState, step: TourStep, facts: TourFacts): Trouble | null {
  if (state.project !== null && state.project !== facts.project) return 'other-project';
  if (facts.isReadOnly) return 'read-only';
  if (facts.tables === 'other' || (facts.tables === 'none' && step.id !== 'files')) return 'own-files';
  if (!step.paths.includes(facts.path)) return 'elsewhere';
  if (step.id === 'match' && facts.path === '/review' && facts.run !== 'running' && !facts.hasCandidates) return 'stopped';
  if (step.id === 'match' && facts.run === 'failed') return 'stopped';
  return null;
}

const sinceNow = ({ done, saved }: TourFacts): Since => ({ entries: done.length, saved });

/** As it is kept between visits. The count of saved files begins anew with every visit. */
export const writeTour = (state: TourState): string => JSON.stringify({ ...state, since: { ...state.since, saved: 0 } });

/** A new tour where nothing was kept, or something that is none. */
export function readTour(text: string | null): TourState {
  try {
    const { status, at, reached, project, since, isWaiting } = {
      ...NEW_TOUR,
      ...(JSON.parse(text ?? '{}') as Partial<TourState>),
    };
    const isKnown = ['new', 'on', 'left', 'over'].includes(status) && (at === 'end' || placeOf(at) >= 0);
    const isWhole =
      Number.isInteger(reached) && Number.isInteger(since.entries) && (project === null || typeof project === 'string');
    if (!isKnown || !isWhole) return NEW_TOUR;
    return { status, at, reached, project, since: { entries: since.entries, saved: 0 }, isWaiting: isWaiting !== false };
  } catch {
    return NEW_TOUR;
  }
}

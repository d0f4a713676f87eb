import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TourFacts } from './tour-facts';
import {
  begin,
  dismiss,
  goBack,
  goOn,
  leave,
  NEW_TOUR,
  observe,
  readTour,
  resume,
  type TourState,
  viewOf,
  writeTour,
} from './tour-state';
import { ROW_TO_REFUSE, STEPS } from './tour-steps';

const START: TourFacts = {
  path: '/',
  project: 'p1',
  isReadOnly: false,
  tables: 'none',
  run: 'idle',
  hasCandidates: false,
  done: [],
  saved: 0,
  isCrosswalk: false,
};
const LOADED: TourFacts = { ...START, tables: 'samples' };
const SET_UP: TourFacts = { ...LOADED, path: '/set-up' };
const RUNNING: TourFacts = { ...SET_UP, run: 'running' };
const REVIEW: TourFacts = { ...LOADED, path: '/review', hasCandidates: true };
const decided = (...done: string[]): TourFacts => ({ ...REVIEW, done });

/** Follows what happens, one fact after the other. */
const follow = (state: TourState, ...facts: readonly TourFacts[]): TourState => facts.reduce(observe, state);
const atReview = (): TourState => {
  const setUp = follow(begin(START), LOADED, SET_UP);
  return follow(goOn(goOn(setUp, SET_UP), SET_UP), RUNNING, { ...RUNNING, path: '/review' }, REVIEW);
};

describe('the way through', () => {
  it('waits for each thing to happen, and ends with a saved crosswalk', () => {
    let state = begin(START);
    expect(state.at).toBe('files');
    state = follow(state, { ...START, tables: 'coming' });
    expect(state.at).toBe('files');
    state = follow(state, LOADED);
    expect([state.at, state.project]).toEqual(['look', 'p1']);
    state = follow(state, SET_UP);
    expect(state.at).toBe('columns');
    state = goOn(state, SET_UP);
    expect(state.at).toBe('cardinality');
    state = goOn(state, SET_UP);
    expect(state.at).toBe('match');
    state = follow(state, RUNNING, { ...RUNNING, path: '/review' });
    expect(state.at).toBe('match');
    state = follow(state, REVIEW);
    expect(state.at).toBe('accept');
    state = follow(state, decided('accept'));
    expect(state.at).toBe('reject');
    state = follow(state, decided('accept', 'reject'));
    expect(state.at).toBe('undo');
    state = follow(state, decided('accept', 'reject', 'undo'));
    expect(state.at).toBe('together');
    const together = decided('accept', 'reject', 'undo', 'accept-shown');
    state = follow(state, together);
    expect(state.at).toBe('export');
    state = follow(state, { ...together, path: '/export', saved: 1, isCrosswalk: false });
    expect(state.at).toBe('export');
    state = follow(state, { ...together, path: '/export', saved: 2, isCrosswalk: true });
    expect([state.at, state.status]).toEqual(['end', 'on']);
    expect(viewOf(state, together)).toBeNull();
  });

  it('goes over what somebody does unasked: Match pressed at once', () => {
    const state = follow(begin(START), LOADED, SET_UP, RUNNING);
    expect(state.at).toBe('match');
  });

  it('does not count what was decided before', () => {
    const state = atReview();
    const before = { ...decided('accept', 'undo') };
    const later = follow({ ...state, at: 'undo', since: { entries: 2, saved: 0 } }, before);
    expect(later.at).toBe('undo');
    expect(follow(later, decided('accept', 'undo', 'accept', 'undo')).at).toBe('together');
  });

  it('returns the same object where nothing changed', () => {
    const state = atReview();
    expect(observe(state, REVIEW)).toBe(state);
    expect(observe(leave(state), decided('accept')).at).toBe('accept');
  });
});

describe('back and on', () => {
  it('stays at a step that was done until it is left by hand', () => {
    const state = goBack(atReview(), REVIEW);
    expect(state.at).toBe('match');
    expect(observe(state, REVIEW)).toBe(state);
    expect(viewOf(state, REVIEW)?.canGoOn).toBe(true);
    expect(goOn(state, REVIEW).at).toBe('accept');
  });

  it('reaches the first step and no further', () => {
    let state = atReview();
    for (let steps = 0; steps < 20; steps++) state = goBack(state, REVIEW);
    expect(state.at).toBe('files');
    expect(viewOf(state, REVIEW)?.canGoBack).toBe(false);
    for (let steps = 0; steps < 20; steps++) state = goOn(state, REVIEW);
    expect(state.at).toBe('accept');
  });

  it('does not go on past what has not been done', () => {
    const state = begin(START);
    expect(viewOf(state, START)?.canGoOn).toBe(false);
    expect(goOn(state, START)).toBe(state);
  });
});

describe('leaving', () => {
  it('is taken up again where it was, with what was done meanwhile', () => {
    const left = leave(atReview());
    expect(left.status).toBe('left');
    expect(viewOf(left, REVIEW)).toBeNull();
    expect(resume(left, decided('accept'))).toMatchObject({ status: 'on', at: 'reject' });
  });

  it('is never offered again once it is not wanted', () => {
    expect(dismiss(NEW_TOUR).status).toBe('over');
    expect(readTour(writeTour(dismiss(NEW_TOUR))).status).toBe('over');
    expect(leave(NEW_TOUR)).toBe(NEW_TOUR);
  });

  it('begins anew from the first step', () => {
    expect(begin(START)).toMatchObject({ status: 'on', at: 'files', reached: 0, project: null });
    // The samples are there already.
    expect(begin(LOADED).at).toBe('look');
  });
});

describe('what is in the way', () => {
  const trouble = (state: TourState, facts: TourFacts) => viewOf(state, facts)?.trouble;

  it('is said: another page, another project, another tab, tables of one’s own', () => {
    const state = atReview();
    expect(trouble(state, REVIEW)).toBeNull();
    expect(trouble(state, { ...REVIEW, path: '/evaluate' })).toBe('elsewhere');
    expect(trouble(state, { ...REVIEW, project: 'p2' })).toBe('other-project');
    expect(trouble(state, { ...REVIEW, isReadOnly: true })).toBe('read-only');
    expect(trouble(state, { ...REVIEW, tables: 'other' })).toBe('own-files');
    expect(trouble(state, { ...REVIEW, tables: 'none' })).toBe('own-files');
    expect(trouble(begin(START), { ...START, tables: 'other' })).toBe('own-files');
    expect(trouble(begin(START), { ...START, tables: 'coming' })).toBeNull();
  });

  it('the log of another project moves nothing', () => {
    expect(observe(atReview(), { ...decided('accept'), project: 'p2' }).at).toBe('accept');
  });

  it('a match that was cancelled or failed can be pressed again', () => {
    const matching = follow(goOn(goOn(follow(begin(START), LOADED, SET_UP), SET_UP), SET_UP), RUNNING);
    expect(viewOf(matching, RUNNING)).toMatchObject({ isMatching: true, trouble: null });
    expect(trouble(matching, { ...SET_UP, path: '/review' })).toBe('stopped');
    expect(trouble(matching, { ...SET_UP, run: 'failed' })).toBe('stopped');
    expect(trouble(matching, SET_UP)).toBeNull();
  });
});

describe('what is kept between visits', () => {
  it('comes back as it was', () => {
    const state = atReview();
    expect(readTour(writeTour(state))).toEqual(state);
  });

  it('is a new tour where it is nothing of the kind', () => {
    for (const text of [null, '', '{', '[]', '{"status":"x"}', '{"at":"nowhere"}', '{"since":null}', '{"project":3}']) {
      expect(readTour(text)).toEqual(NEW_TOUR);
    }
  });

  it('saved files are counted anew', () => {
    expect(readTour(writeTour({ ...NEW_TOUR, since: { entries: 4, saved: 3 } })).since).toEqual({ entries: 4, saved: 0 });
  });
});

describe('the samples', () => {
  const lines = (name: string): readonly string[] =>
    readFileSync(new URL(`../../../public/samples/${name}`, import.meta.url), 'utf8')
      .trim()
      .split(/\r?\n/u);

  it('have at the row to refuse a company without a counterpart, and one of nearly its name', () => {
    const [id, name] = lines('companies-2023.csv')[ROW_TO_REFUSE + 1]!.split(',');
    expect(name).toBe('Müller & Söhne Feinkost GmbH');
    expect(lines('companies-truth.csv').some((line) => line.startsWith(`${id},`))).toBe(false);
    expect(lines('companies-2024.csv').join('\n')).toContain('Mueller und Soehne Feinmechanik');
  });

  it('every step names what it speaks of', () => {
    for (const { about } of STEPS) expect(about.length).toBeGreaterThan(0);
  });
});

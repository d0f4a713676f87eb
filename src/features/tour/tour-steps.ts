import type { TourFacts } from './tour-facts';

export type StepId =
  | 'files'
  | 'look'
  | 'columns'
  | 'cardinality'
  | 'match'
  | 'accept'
  | 'reject'
  | 'undo'
  | 'together'
  | 'export';

/** What had happened when a step began: only what comes after counts for it. */
export interface Since {
  /** Entries of the log. */
  readonly entries: number;
  /** Saved files. */
  readonly saved: number;
}

export interface TourStep {
  readonly id: StepId;
  /** Pages on which the step can be done; the first is where it is. */
  readonly paths: readonly [string, ...string[]];
  /** Where the page is opened for it, with what of it is shown; absent: it is left as it is. */
  readonly opens?: string;
  /** What the step speaks of, as CSS selectors: the first that is on screen. */
  readonly about: readonly string[];
  /** What belongs to it, and must not be covered either. */
  readonly with?: readonly string[];
  /** What the person presses, the first that is on screen; empty where there is only something to read. */
  readonly act: readonly string[];
  readonly isDone: (facts: TourFacts, since: Since) => boolean;
}

const tour = (name: string): string => `[data-tour="${name}"]`;
const PICKED = tour('picked');
const TO_EXPORT = '[data-tour="to-export"]:not([aria-current])';

/** Left row of the samples whose best candidate is another company of the same name, and which has no counterpart. */
export const ROW_TO_REFUSE = 10;

const happened =
  (...actions: readonly string[]) =>
  ({ done }: TourFacts, { entries }: Since): boolean =>
    done.slice(entries).some((action) => actions.includes(action));

const isMatching = ({ run, hasCandidates, path }: TourFacts): boolean =>
  run === 'running' || (hasCandidates && path !== '/set-up' && path !== '/');

/** From the files to the crosswalk. A step that only explains is done by going on. */
export const STEPS: readonly TourStep[] = [
  {
    id: 'files',
    paths: ['/'],
    about: [tour('samples')],
    act: [tour('samples')],
    isDone: ({ tables }) => tables === 'samples',
  },
  {
    id: 'look',
    paths: ['/'],
    about: [tour('recognised')],
    act: [tour('continue')],
    isDone: ({ path, tables }) => path === '/set-up' && tables === 'samples',
  },
  { id: 'columns', paths: ['/set-up'], about: [tour('columns')], act: [], isDone: isMatching },
  { id: 'cardinality', paths: ['/set-up'], about: [tour('cardinality')], act: [], isDone: isMatching },
  {
    id: 'match',
    paths: ['/set-up', '/review'],
    about: [tour('run'), tour('match')],
    act: [tour('match')],
    isDone: ({ run, hasCandidates, path }) => run !== 'running' && hasCandidates && path === '/review',
  },
  {
    id: 'accept',
    paths: ['/review'],
    about: [PICKED],
    with: [tour('record')],
    act: [tour('accept')],
    isDone: happened('accept', 'accept-shown'),
  },
  {
    id: 'reject',
    paths: ['/review'],
    opens: `/review?row=${ROW_TO_REFUSE + 1}`,
    about: [PICKED],
    with: [tour('record')],
    act: [tour('reject')],
    isDone: happened('reject', 'none', 'absent'),
  },
  { id: 'undo', paths: ['/review'], about: [tour('undo')], act: [tour('undo')], isDone: happened('undo', 'revert') },
  {
    id: 'together',
    paths: ['/review'],
    about: [tour('together')],
    act: [tour('together')],
    isDone: happened('accept-shown', 'none-shown', 'absent-shown', 'unsure-shown'),
  },
  {
    id: 'export',
    paths: ['/export', '/review'],
    about: [TO_EXPORT, 'label:has([value="crosswalk"]:not(:checked))', tour('save')],
    act: [TO_EXPORT, '[value="crosswalk"]:not(:checked)', tour('save')],
    isDone: ({ saved, isCrosswalk }, since) => saved > since.saved && isCrosswalk,
  },
];

export const placeOf = (id: StepId): number => STEPS.findIndex((step) => step.id === id);

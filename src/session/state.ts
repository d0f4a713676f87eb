import type { AppError } from '../core/model/errors';
import { createListeners } from '../core/model/listeners';
import type { Notice, SessionState } from './contract';
import { NOTHING_SORTED } from './nothing-sorted';
import { NO_TUNING } from './tuning/no-tuning';

const MOST_NOTICES = 5;

export interface StateHolder {
  readonly state: () => SessionState;
  subscribe(listener: () => void): () => void;
  patch(change: Partial<SessionState>): void;
  notify(level: Notice['level'], code: string, params?: Notice['params'], error?: AppError | null): void;
  dismiss(id: number): void;
}

const EMPTY: SessionState = {
  project: null,
  isReadOnly: false,
  storage: 'persistent',
  isSaved: true,
  unsavedSince: null,
  sides: { left: { status: 'empty' }, right: { status: 'empty' } },
  cleaned: { left: { table: null, isWorking: false, error: null }, right: { table: null, isWorking: false, error: null } },
  run: { status: 'idle' },
  review: null,
  clusters: null,
  recipe: null,
  aliases: { shared: [], canUndo: false },
  notices: [],
  sealed: null,
  offered: null,
  merge: null,
  reviewer: '',
  tuning: NO_TUNING,
  sorting: NOTHING_SORTED,
  exported: { count: 0, kind: null },
};

/** The page's one state: replaced on every change, never altered. */
export function createStateHolder(): StateHolder {
  let current = EMPTY;
  let lastNotice = 0;
  const listeners = createListeners();
  const patch = (change: Partial<SessionState>): void => {
    current = { ...current, ...change };
    listeners.tell();
  };
  return {
    state: () => current,
    subscribe: listeners.subscribe,
    patch,
    notify(level, code, params = {}, error = null) {
      const notice: Notice = { id: ++lastNotice, level, code, params, error };
      patch({ notices: [...current.notices.filter((other) => other.code !== code), notice].slice(-MOST_NOTICES) });
    },
    dismiss: (id) => patch({ notices: current.notices.filter((notice) => notice.id !== id) }),
  };
}

export const STEPS = [
  { path: '/', name: 'files' },
  { path: '/set-up', name: 'setUp' },
  { path: '/review', name: 'review' },
  { path: '/export', name: 'export' },
] as const;

/** Pages beside the steps. */
export const PLACES = [{ path: '/evaluate', name: 'evaluate' }] as const;

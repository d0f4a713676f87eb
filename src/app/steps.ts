export const STEPS = [
  { path: '/', name: 'files' },
  { path: '/set-up', name: 'setUp' },
  { path: '/review', name: 'review' },
  { path: '/export', name: 'export' },
] as const;

import type { Plugin } from 'vite';
export function connectedEdition(): Plugin;

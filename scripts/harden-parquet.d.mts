import type { Plugin } from 'vite';

export declare const hardenParquet: () => Plugin;

import type { Plugin } from 'vite';

export declare function checkedImports(): Plugin;
export declare function filesOfImport(file: string, others: string[], host: { readonly hostType: 'html' | 'js' }): string[];

import type { Plugin } from 'vite';

export const WORKER_FILE: string;
export function partOf(path: string, bytes: number): string;
export function listFiles(
  folder: string,
): Promise<{ readonly path: string; readonly bytes: number; readonly sha256: string; readonly part: string }[]>;
export function writeWorker(folder: string, code: string): Promise<string>;
export function listAnew(folder: string): Promise<string>;
export function offlineWorker(): Plugin;

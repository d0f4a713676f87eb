import { downloadBlob } from '../adapters/download';
import { attemptFromPage, OUTSIDE, PAGE_WAYS, type PageWay } from '../adapters/proof/outside-probe';
import { isAllowed } from '../core/llm/endpoint';
import { sha256Hex } from '../core/model/fingerprint';
import { type ComparedFile, compareFiles, type ListedFile, readFileList, writeComparison } from '../core/proof/file-list';
import { type PolicyDirective, readPolicy } from '../core/proof/policy';
import type { Attempt } from '../rpc/protocol';
import { spawnProve } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { PLACES } from './edition';

export type { Attempt, ComparedFile, ListedFile, PolicyDirective };

export const LIST_FILE = 'files.sha256';
/** Browsers keep 250 unless asked for more. */
export const MOST_REQUESTS = 5000;

/** Called once as the page starts, so that no request goes unrecorded. */
export const recordRequests = (): void => performance.setResourceTimingBufferSize(MOST_REQUESTS);

/** The policy that the page carries; empty where it carries none. */
export function policyInForce(): readonly PolicyDirective[] {
  const tag = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  return readPolicy(tag?.content ?? '');
}

export interface PageRequest {
  readonly address: string;
  /**
   * `own`: of the page's origin; `within`: made in the page (`blob:`, `data:`); `probe`: the attempt of this page; `named`: one of the
   * places that this build names.
   */
  readonly place: 'own' | 'within' | 'probe' | 'named' | 'foreign';
  /** What asked for it: `script`, `fetch`, `css` … */
  readonly by: string;
  /** Milliseconds after the page was asked for. */
  readonly at: number;
  /** Bytes of the answer, or null where the browser does not tell. */
  readonly bytes: number | null;
}

/** Every request of the page so far, as the browser recorded it, in order of time. Those made inside workers are not among them. */
export function requestsSoFar(): readonly PageRequest[] {
  const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return (entries as PerformanceResourceTiming[])
    .map(({ name, initiatorType, startTime, decodedBodySize }) => ({
      address: name,
      place: placeOf(name),
      by: initiatorType,
      at: startTime,
      bytes: decodedBodySize > 0 ? decodedBodySize : null,
    }))
    .sort((one, other) => one.at - other.at);
}

function placeOf(address: string): PageRequest['place'] {
  const { protocol, origin, host } = new URL(address, document.baseURI);
  if (protocol === 'blob:' || protocol === 'data:') return 'within';
  if (host.endsWith(OUTSIDE)) return 'probe';
  if (origin === location.origin && protocol === location.protocol) return 'own';
  return isAllowed(origin, [...PLACES.hub, ...PLACES.endpoints]) ? 'named' : 'foreign';
}

export const WAYS = [...PAGE_WAYS, 'worker'] as const;
export type Way = (typeof WAYS)[number];

/** Tries every way to another place, one after the other. */
export async function reachOutside(onAttempt: (way: Way, attempt: Attempt) => void): Promise<void> {
  for (const way of WAYS) onAttempt(way, await reachBy(way));
}

const reachBy = (way: PageWay | 'worker'): Promise<Attempt> =>
  way === 'worker' ? withWorker(spawnProve, (worker) => worker.call('reachOutside', null)) : attemptFromPage(way);

/** A list of hashes: that of the build, or one that somebody signed off. */
export interface FileList {
  readonly files: readonly ListedFile[];
  /** SHA-256 of the list itself: a short text that can be told by telephone or mail. */
  readonly sha256: string;
}

const MOST_LIST_BYTES = 1e6;

/** @returns null where `file` is no list of hashes */
export async function readList(file: Blob): Promise<FileList | null> {
  if (file.size > MOST_LIST_BYTES) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const files = readFileList(new TextDecoder().decode(bytes));
  return files.length === 0 ? null : { files, sha256: sha256Hex(bytes) };
}

/** The list that lies beside the page; null where it cannot be had. */
export async function fetchList(): Promise<FileList | null> {
  const answer = await fetch(new URL(LIST_FILE, document.baseURI), { cache: 'reload' }).catch(() => null);
  return answer?.ok ? readList(await answer.blob()) : null;
}

/** Fetches every file of the list anew and compares it. @throws AppError `job/cancelled` */
export async function checkFiles(
  { files }: FileList,
  options: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
): Promise<readonly ComparedFile[]> {
  const folder = new URL('.', document.baseURI).href;
  const paths = files.map(({ path }) => path);
  const found = await withWorker(spawnProve, (worker) => worker.call('hashFiles', { folder, paths }, options));
  return compareFiles(files, found);
}

/** The files come out of what the browser keeps for work without a network, not from the server. */
export const isServedFromKept = (): boolean => Boolean(navigator.serviceWorker?.controller);

/** The comparison as a text file. */
export function saveComparison(compared: readonly ComparedFile[], list: FileList): void {
  const head = [
    `Rowlink ${__VERSION__}, ${new Date().toISOString()}, ${document.baseURI}`,
    `SHA-256 of the list: ${list.sha256}`,
  ];
  downloadBlob(new Blob([writeComparison(compared, head)], { type: 'text/plain' }), 'rowlink-files.txt');
}

/** SHA-256 of a file, lower-case hex. The platform's own way where the page may use it: one file of Rowlink has 50 MB. */
export async function hashOfFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!globalThis.crypto?.subtle) return sha256Hex(bytes);
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

import { estimateStorage } from '../../adapters/browser-storage';
import { askForFiles, askForInfo } from '../../adapters/hub-descriptions';
import { downloadFile } from '../../adapters/hub-download';
import { createPartialFile, type PartialFile } from '../../adapters/hub-partial-file';
import { browserPlatform } from '../../adapters/hub-platform';
import type { HubPlatform } from '../../adapters/hub-requests';
import { isKeeping } from '../../adapters/keeping';
import { chooseFiles } from '../../core/hub/choose-files';
import { likelyConversions } from '../../core/hub/conversions';
import { createPace } from '../../core/hub/pace';
import { pageAddress, type RepositoryAddress, readRepositoryAddress } from '../../core/hub/repository-address';
import { type RepositoryFile, totalBytes } from '../../core/hub/repository-files';
import type { RepositoryInfo } from '../../core/hub/repository-info';
import { AppError, throwIfCancelled, toAppError } from '../../core/model/errors';
import { createListeners } from '../../core/model/listeners';
import { MOST_WEIGHTS } from '../../core/models/choose-files';
import { PLACES } from '../edition';
import { outgoing } from '../outgoing';
import {
  type AddedModel,
  type AddingPhase,
  add as addOwn,
  knownModels,
  type OwnModel,
  subscribe as watchOwn,
} from './own-models';

export type { AddingPhase, OwnModel, RepositoryAddress, RepositoryFile, RepositoryInfo };

/** What would be fetched, as the hub describes it: nothing of it was fetched yet. */
export interface HubOffer {
  readonly from: RepositoryAddress;
  readonly info: RepositoryInfo;
  readonly files: readonly RepositoryFile[];
  readonly bytes: number;
  /** The ONNX file. */
  readonly weights: string;
  /** Host of the hub. */
  readonly host: string;
  /** Page of the repository, for people. */
  readonly page: string;
}

export interface HubProgress {
  readonly done: number;
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly file: string;
  /** Ms until the next try; null while bytes come. */
  readonly waitMs: number | null;
}

export type HubState =
  | { readonly status: 'idle' }
  | { readonly status: 'asking'; readonly from: RepositoryAddress }
  /** `kept`: bytes of an earlier try. */
  | { readonly status: 'offered'; readonly offer: HubOffer; readonly kept: number }
  | { readonly status: 'fetching'; readonly offer: HubOffer; readonly progress: HubProgress }
  | {
      readonly status: 'adding';
      readonly offer: HubOffer;
      readonly phase: AddingPhase;
      readonly done: number;
      readonly total: number;
    }
  | { readonly status: 'added'; readonly offer: HubOffer; readonly added: AddedModel; readonly hosts: readonly string[] }
  | {
      readonly status: 'failed';
      readonly from: RepositoryAddress;
      /** null where the hub was not even described. */
      readonly offer: HubOffer | null;
      readonly error: AppError;
      /** Bytes that came in and are kept for another try. */
      readonly kept: number;
      /** Repositories that may have the same model in a form that runs here. */
      readonly conversions: readonly string[];
    };

/** Whether a model stands where its branch stands: `asking`, `same`, `newer`, or why that cannot be told. */
export type UpdateState = 'asking' | 'same' | 'newer' | AppError;

export interface HubDesk {
  readonly state: () => HubState;
  readonly updates: () => ReadonlyMap<string, UpdateState>;
  /** Access token for a hub, empty where there is none. It stays in memory and goes to that hub only. */
  tokenFor(hub: string): string;
  setToken(hub: string, token: string): void;
  subscribe(listener: () => void): () => void;
  /** Asks the hub what a repository is. To be called only after a person agreed to that. */
  ask(from: RepositoryAddress): Promise<void>;
  /** Asks once more about what could not be described, as before. */
  askAgain(): Promise<void>;
  /** Fetches what was offered, checks it, and adds it to the own models; goes on where an earlier try ended. Only after an opt-in. */
  fetch(): Promise<void>;
  cancel(): void;
  /** Back to the start; what was fetched in part is forgotten. */
  leave(): void;
  /** Asks the hub whether the branch of a model has moved on. Only after a person agreed to that. */
  lookForUpdate(model: OwnModel): Promise<void>;
}

export interface HubDeskNeeds {
  readonly platform: HubPlatform;
  /** Bytes that the browser may still keep; infinite where it does not say, or nothing is kept. */
  room(): Promise<number>;
  add: typeof addOwn;
}

/** Progress is told at most this often. */
const TOLD_EVERY_MS = 100;
/** Of what is kept: the files once more, for a moment, and the database around them. */
const ROOM_FACTOR = 1.1;

/** Places that only hold large files: all hosts below a name, or a bucket of a storage service. */
function isStorage(place: string): boolean {
  return place.includes('*') || /^https:\/\/[^/]*\blfs\b/u.test(place);
}

/** Hubs that this edition may ask, the public one or mirrors of it: without places that only hold large files. */
export const HUBS: readonly string[] = PLACES.hub.filter((place) => !isStorage(place));
/** Where hubs keep large files, as the policy names it: `*.example.org`. */
export const STORAGE: readonly string[] = PLACES.hub.filter(isStorage).map((place) => place.replace(/^https?:\/\//u, ''));

let desk: HubDesk | null = null;

/** One a page: a download goes on while other pages of the application are looked at. */
export function hubDesk(): HubDesk {
  desk ??= createHubDesk({
    platform: hubPlatform(),
    add: addOwn,
    async room() {
      const { usage, quota } = await estimateStorage();
      return usage === null || quota === null || !isKeeping() ? Number.POSITIVE_INFINITY : quota - usage;
    },
  });
  return desk;
}

let platform: HubPlatform | null = null;

/** One a page: every request to a hub is noted by it. */
export function hubPlatform(): HubPlatform {
  platform ??= browserPlatform((address, purpose, sentBytes) =>
    outgoing.note({ address, purpose, sentBytes, rows: 0, columns: [] }),
  );
  return platform;
}

export function createHubDesk({ platform, room, add }: HubDeskNeeds): HubDesk {
  let current: HubState = { status: 'idle' };
  const tokens = new Map<string, string>();
  let work: AbortController | null = null;
  let partials = new Map<string, PartialFile>();
  let whole = new Map<string, Blob>();
  let updates: ReadonlyMap<string, UpdateState> = new Map();
  const listeners = createListeners();
  const put = (next: HubState): void => {
    current = next;
    listeners.tell();
  };
  const forget = (): void => {
    partials = new Map();
    whole = new Map();
  };
  const tokenOf = ({ hub }: RepositoryAddress): string | null => tokens.get(hub) || null;
  const kept = (): number =>
    [...partials.values()].reduce((sum, partial) => sum + partial.done(), 0) +
    [...whole.values()].reduce((sum, { size }) => sum + size, 0);
  const fail = (thrown: unknown, from: RepositoryAddress, offer: HubOffer | null): void => {
    const error = asHubError(thrown, offer);
    if (error.code === 'job/cancelled') put(offer ? { status: 'offered', offer, kept: kept() } : { status: 'idle' });
    else {
      const conversions = error.code === 'hub/no-onnx' ? likelyConversions(from.repository) : [];
      put({ status: 'failed', from, offer, error, kept: kept(), conversions });
    }
  };

  const describe = async (from: RepositoryAddress, signal: AbortSignal): Promise<HubOffer> => {
    const ask = { token: tokenOf(from), signal };
    const info = await askForInfo(from, ask, platform);
    const { repository, commit } = info;
    if (info.isDisabled) throw new AppError('hub/refused', { host: new URL(from.hub).host, status: 'disabled' });
    const named = { ...from, repository };
    const chosen = chooseFiles(await askForFiles(named, commit, ask, platform));
    if ('kind' in chosen) {
      if (chosen.kind === 'no-onnx') throw new AppError('hub/no-onnx', { repository });
      throw new AppError('hub/missing-file', { repository, file: chosen.file });
    }
    const weights = totalBytes(chosen.files.filter(({ path }) => path.startsWith(chosen.weights)));
    if (weights > MOST_WEIGHTS) throw new AppError('model/too-large', { file: chosen.weights });
    return { from: named, info, ...chosen, host: new URL(from.hub).host, page: pageAddress(named) };
  };

  const download = async (offer: HubOffer, signal: AbortSignal, hosts: Set<string>): Promise<Record<string, Blob>> => {
    const missing = offer.files.filter(({ path }) => !whole.has(path));
    if ((await room()) < totalBytes(missing) * ROOM_FACTOR) throw new AppError('hub/full', { size: megabytes(offer.bytes) });
    const pace = createPace();
    let told = 0;
    for (const file of missing) {
      throwIfCancelled(signal);
      const partial = partials.get(file.path) ?? createPartialFile(file);
      partials.set(file.path, partial);
      const report = (waitMs: number | null): void => {
        const done = kept();
        const now = platform.clock();
        pace.note(done, now);
        if (waitMs === null && now - told < TOLD_EVERY_MS && done < offer.bytes) return;
        told = now;
        const progress: HubProgress = {
          done,
          bytesPerSecond: pace.bytesPerSecond(),
          secondsLeft: pace.secondsFor(offer.bytes - done),
          file: file.path,
          waitMs,
        };
        put({ status: 'fetching', offer, progress });
      };
      told = Number.NEGATIVE_INFINITY;
      report(null);
      const blob = await downloadFile(partial, offer.from, offer.info.commit, {
        token: tokenOf(offer.from),
        signal,
        platform,
        onBytes: () => report(null),
        onWait: (ms) => report(ms),
        onHost: (host) => void hosts.add(host),
      });
      whole.set(file.path, blob);
      partials.delete(file.path);
    }
    return Object.fromEntries(whole);
  };

  const fetchOffer = async (offer: HubOffer, signal: AbortSignal): Promise<void> => {
    const hosts = new Set<string>();
    const files = await download(offer, signal, hosts);
    const { commit, licence } = offer.info;
    const from = { kind: 'hub', name: offer.from.repository, address: offer.page, revision: commit } as const;
    const added = await add(files, licence === null ? from : { ...from, licence }, {
      signal,
      onProgress: (phase, done, total) => put({ status: 'adding', offer, phase, done, total }),
    });
    forget();
    put({ status: 'added', offer, added, hosts: [...hosts] });
  };

  const run = async (
    act: (signal: AbortSignal) => Promise<void>,
    from: RepositoryAddress,
    offer: HubOffer | null,
  ): Promise<void> => {
    work?.abort();
    const own = new AbortController();
    work = own;
    try {
      await act(own.signal);
    } catch (thrown) {
      // Another call has begun since: what is shown is its matter.
      if (work === own) fail(own.signal.aborted ? new AppError('job/cancelled') : thrown, from, offer);
    } finally {
      if (work === own) work = null;
    }
  };

  const ask = async (from: RepositoryAddress): Promise<void> => {
    forget();
    put({ status: 'asking', from });
    await run(async (signal) => put({ status: 'offered', offer: await describe(from, signal), kept: 0 }), from, null);
  };

  return {
    state: () => current,
    updates: () => updates,
    subscribe: listeners.subscribe,
    tokenFor: (hub) => tokens.get(hub) ?? '',
    setToken: (hub, token) => void tokens.set(hub, token.trim()),
    ask,
    askAgain: async () => (current.status === 'failed' ? ask(current.from) : undefined),
    async fetch() {
      const offer = current.status === 'offered' || current.status === 'failed' ? current.offer : null;
      if (!offer || work) return;
      await run((signal) => fetchOffer(offer, signal), offer.from, offer);
    },
    cancel: () => work?.abort(),
    leave() {
      work?.abort();
      work = null;
      forget();
      put({ status: 'idle' });
    },
    async lookForUpdate({ id, from }) {
      const read = readRepositoryAddress(from.address ?? '', HUBS);
      if (!('address' in read)) return;
      const say = (state: UpdateState): void => {
        updates = new Map(updates).set(id, state);
        listeners.tell();
      };
      say('asking');
      try {
        const { commit } = await askForInfo(
          read.address,
          { token: tokenOf(read.address), signal: new AbortController().signal },
          platform,
        );
        say(commit === from.revision ? 'same' : 'newer');
      } catch (thrown) {
        say(toAppError(thrown));
      }
    },
  };
}

/** A full disk is told as such, wherever the browser noticed it. */
function asHubError(thrown: unknown, offer: HubOffer | null): AppError {
  const error = toAppError(thrown);
  const isFull = error.code === 'storage/quota' || (thrown instanceof DOMException && thrown.name === 'QuotaExceededError');
  return isFull && offer ? new AppError('hub/full', { size: megabytes(offer.bytes) }, { cause: thrown }) : error;
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);

/** Own models that came from a hub of this edition. */
export const hubModels = (): readonly OwnModel[] =>
  (knownModels() ?? []).filter(({ from }) => from.kind === 'hub' && 'address' in readRepositoryAddress(from.address ?? '', HUBS));
export { watchOwn as watchModels };

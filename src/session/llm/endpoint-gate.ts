import { createLlmClient, type LlmClient, type LlmCounts, type SentRows } from '../../adapters/llm/llm-client';
import { readEntry, writeEntry } from '../../adapters/small-entries';
import type { ChatAnswer, ChatQuestion } from '../../core/llm/chat';
import type { EmbeddingAnswer } from '../../core/llm/embedding';
import {
  DEFAULT_ENDPOINT,
  type EndpointSettings,
  isAllowed,
  isMixedContent,
  isThisComputer,
  readAddress,
} from '../../core/llm/endpoint';
import { AppError } from '../../core/model/errors';
import { createListeners } from '../../core/model/listeners';
import { waitFor } from '../../core/model/turns';
import type { Sides } from '../../core/model/types';
import { PLACES } from '../edition';
import { outgoing } from '../outgoing';
import type { Endpoint, LlmConsent } from './llm-contract';

/** Consent of a script, whose tables are in no project. */
export const SCRIPT = 'script';

/** Sends rows of one project, each time only where leave stands. */
export interface RowSender {
  readonly endpoint: Endpoint;
  /** @throws AppError `llm/no-consent`, `llm/…` */
  chat(question: ChatQuestion, rows: number, signal: AbortSignal): Promise<ChatAnswer>;
  embed(texts: readonly string[], signal: AbortSignal): Promise<EmbeddingAnswer>;
}

export interface SenderHooks {
  onCount?(count: Partial<LlmCounts>): void;
  /** The server asks to wait until then, ms since 1970; 0 when that is over. */
  onHeld?(until: number): void;
}

/** The one door through which rows leave: it holds the endpoint, its key and all leave to send. */
export interface EndpointGate {
  readonly endpoint: () => Endpoint | null;
  readonly consents: () => readonly LlmConsent[];
  subscribe(listener: () => void): () => void;
  /** @throws AppError `llm/bad-address`, `llm/not-allowed`, `llm/mixed-content`, `input/invalid-option` */
  use(settings: EndpointSettings, key: string | null | 'keep'): Endpoint;
  remembered(): EndpointSettings | null;
  forgetKey(): void;
  leave(): void;
  /** @throws AppError `llm/no-endpoint`, `llm/…` */
  listModels(signal: AbortSignal): Promise<readonly string[]>;
  /** @throws AppError `llm/no-endpoint` */
  consent(project: string, columns: Sides<readonly string[]>): LlmConsent;
  has(project: string, columns: Sides<readonly string[]>): boolean;
  withdraw(project: string): void;
  /** Which project the badge speaks of. */
  show(project: string): void;
  /** @throws AppError `llm/no-endpoint`, `llm/no-consent` */
  sender(project: string, columns: Sides<readonly string[]>, hooks?: SenderHooks): RowSender;
  /**
   * Leave to embed cells of these columns: of the project that is shown, or of a script. To be asked before a run, as texts do not say
   * what columns they are of. @throws AppError `llm/no-endpoint`, `llm/no-consent`
   */
  needEmbedding(columns: Sides<readonly string[]>): void;
  /** Embeds texts of columns for which there is any leave. @throws AppError `llm/no-endpoint`, `llm/no-consent` */
  embeddingSender(): RowSender;
}

const ENTRY = 'endpoint';

export function createEndpointGate(places: readonly string[] = PLACES.endpoints): EndpointGate {
  let endpoint: Endpoint | null = null;
  // In this closure and nowhere else: neither state, nor storage, nor logs.
  let key: string | null = null;
  let client: LlmClient | null = null;
  let consents: readonly LlmConsent[] = [];
  let shown = '';
  let hooks: SenderHooks = {};
  const listeners = createListeners();
  const tell = (): void => {
    const open = consents.filter(({ project, base }) => (project === shown || project === SCRIPT) && base === endpoint?.base);
    outgoing.setAgreed([...new Set(open.map(({ origin }) => new URL(origin).host))]);
    listeners.tell();
  };

  const needEndpoint = (): Endpoint => {
    if (!endpoint) throw new AppError('llm/no-endpoint');
    return endpoint;
  };
  const clientFor = ({ base, origin }: Endpoint): LlmClient => {
    client ??= createLlmClient({
      base,
      origin,
      key: () => key,
      requestsAtOnce: () => endpoint?.requestsAtOnce ?? 1,
      note: ({ address, purpose, sentBytes, rows, columns }) => outgoing.note({ address, purpose, sentBytes, rows, columns }),
      onHeld: (until) => hooks.onHeld?.(until),
      onCount: (count) => hooks.onCount?.(count),
      fetch: (...request) => fetch(...request),
      now: Date.now,
      chance: Math.random,
      sleep: waitFor,
    });
    return client;
  };
  const has: EndpointGate['has'] = (project, columns) =>
    consents.some(
      (consent) =>
        consent.project === project &&
        consent.base === endpoint?.base &&
        columns.left.every((name) => consent.columns.left.includes(name)) &&
        columns.right.every((name) => consent.columns.right.includes(name)),
    );
  const need = (project: string, columns: Sides<readonly string[]>): Endpoint => {
    const used = needEndpoint();
    if (!has(project, columns))
      throw new AppError('llm/no-consent', { origin: used.origin, columns: namesOf(columns).join(', ') });
    return used;
  };

  const sender: EndpointGate['sender'] = (project, columns, given = {}) => {
    const used = need(project, columns);
    const sent = (rows: number): SentRows => ({ purpose: 'rows', rows, columns: namesOf(columns) });
    // Leave may be taken back, or the endpoint changed, in the middle of a run.
    const same = (): LlmClient => {
      if (need(project, columns).base !== used.base) throw new AppError('job/cancelled');
      hooks = given;
      return clientFor(used);
    };
    return {
      endpoint: used,
      chat: async (question, rows, signal) => same().chat(used.model, question, sent(rows), signal),
      embed: async (texts, signal) => same().embed(used.embeddingModel, texts, sent(texts.length), signal),
    };
  };

  return {
    endpoint: () => endpoint,
    consents: () => consents,
    subscribe: listeners.subscribe,
    use(settings, given) {
      const checked = checkSettings(settings);
      const { base, origin } = readAddress(checked.address);
      if (!isAllowed(origin, places)) throw new AppError('llm/not-allowed', { origin });
      if (isMixedContent(location.protocol, origin)) throw new AppError('llm/mixed-content', { origin });
      key = given === 'keep' ? (endpoint?.origin === origin ? key : null) : given?.trim() || null;
      client = endpoint?.base === base ? client : null;
      endpoint = { ...checked, base, origin, hasKey: key !== null, isThisComputer: isThisComputer(origin) };
      writeEntry(ENTRY, JSON.stringify(checked));
      tell();
      return endpoint;
    },
    remembered() {
      try {
        const stored: unknown = JSON.parse(readEntry(ENTRY) ?? 'null');
        return stored && typeof stored === 'object' ? checkSettings({ ...DEFAULT_ENDPOINT, ...stored }) : null;
      } catch {
        return null;
      }
    },
    forgetKey() {
      key = null;
      if (endpoint) endpoint = { ...endpoint, hasKey: false };
      tell();
    },
    leave() {
      key = null;
      endpoint = null;
      client = null;
      consents = [];
      writeEntry(ENTRY, '');
      tell();
    },
    listModels: async (signal) => clientFor(needEndpoint()).models(signal),
    consent(project, columns) {
      const { base, origin } = needEndpoint();
      const consent = { project, base, origin, columns, at: new Date().toISOString() };
      consents = [...consents, consent];
      tell();
      return consent;
    },
    has,
    withdraw(project) {
      consents = consents.filter((consent) => consent.project !== project);
      tell();
    },
    show(project) {
      if (shown === project) return;
      shown = project;
      tell();
    },
    sender,
    needEmbedding(columns) {
      if (!has(SCRIPT, columns)) need(shown, columns);
    },
    embeddingSender() {
      const { base, origin } = needEndpoint();
      const given = consents.findLast((one) => one.base === base && (one.project === shown || one.project === SCRIPT));
      if (!given) throw new AppError('llm/no-consent', { origin });
      return sender(given.project, given.columns);
    },
  };
}

const namesOf = ({ left, right }: Sides<readonly string[]>): readonly string[] => [...new Set([...left, ...right])];

/** Settings with numbers in their ranges. @throws AppError `input/invalid-option` */
function checkSettings(settings: EndpointSettings): EndpointSettings {
  const number = (option: 'rowsPerRequest' | 'requestsAtOnce' | 'contextTokens', most: number, least = 1): number => {
    const value = settings[option];
    if (!Number.isFinite(value)) throw new AppError('input/invalid-option', { option });
    return Math.max(least, Math.min(most, Math.round(value)));
  };
  const { prices } = settings;
  const isPrice = (value: number): boolean => Number.isFinite(value) && value >= 0;
  if (prices && !(isPrice(prices.input) && isPrice(prices.output)))
    throw new AppError('input/invalid-option', { option: 'prices' });
  return {
    address: settings.address.trim(),
    model: settings.model.trim(),
    embeddingModel: settings.embeddingModel.trim(),
    prices: prices && { input: prices.input, output: prices.output, currency: String(prices.currency ?? '').slice(0, 8) },
    rowsPerRequest: number('rowsPerRequest', 100),
    requestsAtOnce: number('requestsAtOnce', 16),
    contextTokens: number('contextTokens', 2_000_000, 512),
  };
}

/** One a page: the page has one key in its memory at most. */
export const endpointGate: EndpointGate = /* @__PURE__ */ createEndpointGate();
